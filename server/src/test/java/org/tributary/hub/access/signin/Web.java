package org.tributary.hub.access.signin;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A browser of sorts: keeps cookies, follows no redirect by itself. */
final class Web implements AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** GET with headers as pairs of name and value. */
    HttpResponse<String> get(String address, String... headers) throws IOException, InterruptedException {
        return send(request(address, headers).GET());
    }

    HttpResponse<String> page(String address) throws IOException, InterruptedException {
        return get(address, "Accept", "text/html,application/xhtml+xml");
    }

    HttpResponse<String> post(String address, String form, String... headers)
            throws IOException, InterruptedException {
        return send(request(address, headers).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Follows redirects as a browser does, up to a number that no sign-in needs. */
    HttpResponse<String> follow(HttpResponse<String> response) throws IOException, InterruptedException {
        HttpResponse<String> last = response;
        for (int hop = 0; hop < 10 && last.statusCode() == 302; hop++) {
            last = page(target(last));
        }
        return last;
    }

    static String target(HttpResponse<String> redirect) {
        return redirect.uri().resolve(redirect.headers().firstValue("Location").orElseThrow()).toString();
    }

    private static HttpRequest.Builder request(String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
