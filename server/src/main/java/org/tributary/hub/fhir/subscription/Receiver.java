package org.tributary.hub.fhir.subscription;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;
import org.tributary.hub.store.ResourceKey;

/**
 * Calls endpoints: {@code POST} without a body for a ping; with a payload the endpoint is taken for the base of a
 * service, and the resource is put there (R4, SubscriptionChannelType). Follows no redirect, keeps no cookie, uses no
 * proxy. A name is looked up once for a connection, which then goes to an address that was checked.
 */
@Component
final class Receiver implements AutoCloseable {

    private static final int LONGEST_ANSWER_READ = 8192;

    /** What an endpoint says to one request alone; after any other answer it is taken to be out of order. */
    private static final Set<Integer> REFUSALS = Set.of(400, 406, 409, 410, 411, 412, 413, 414, 415, 422, 428, 431,
            451);

    /** What came of a call. */
    sealed interface Answer {
    }

    record Accepted() implements Answer {
    }

    /** The endpoint does not want this; others may be welcome. */
    record Refused(String problem) implements Answer {
    }

    /** The endpoint is out of order. */
    record Failed(String problem) implements Answer {
    }

    /** A resource in the form that was asked for. */
    record Content(ResourceKey key, byte[] body, String mediaType) {
    }

    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("subscription-deadlines").factory());
    private final Duration timeout;

    Receiver(SubscriptionSettings settings) {
        this.timeout = settings.timeout();
        Timeout limit = Timeout.of(timeout);
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedAddresses(TargetRules.of(settings.targets())))
                        .setMaxConnTotal(256)
                        .setMaxConnPerRoute(16)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(limit)
                                .setSocketTimeout(limit)
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(limit)
                        .setResponseTimeout(limit)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Tributary")
                .build();
    }

    /** One call; it ends within twice the timeout, whatever the endpoint does. */
    Answer send(SubscriptionRequest request, Optional<Content> content) {
        HttpUriRequestBase call = content.<HttpUriRequestBase>map(sent -> put(request.endpoint(), sent))
                .orElseGet(() -> new HttpPost(request.endpoint()));
        request.headers().forEach(header -> call.addHeader(header.name(), header.value()));
        Future<?> deadline = deadlines.schedule(call::cancel, 2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response = client.executeOpen(host(request.endpoint()), call, null)) {
            Answer answer = answer(response.getCode());
            finish(response);
            return answer;
        } catch (IOException e) {
            return new Failed(words(e, call.isCancelled()));
        } finally {
            deadline.cancel(false);
        }
    }

    private static HttpUriRequestBase put(URI endpoint, Content content) {
        String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        String below = (path.endsWith("/") ? path : path + '/') + content.key().reference();
        String query = endpoint.getRawQuery() == null ? "" : '?' + endpoint.getRawQuery();
        HttpPut put = new HttpPut(
                URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + below + query));
        put.setEntity(new ByteArrayEntity(content.body(), ContentType.create(content.mediaType(), "UTF-8")));
        return put;
    }

    private static HttpHost host(URI endpoint) {
        return new HttpHost(endpoint.getScheme(), endpoint.getHost(), endpoint.getPort());
    }

    private static Answer answer(int status) {
        if (status >= 200 && status < 300) {
            return new Accepted();
        }
        if (status >= 300 && status < 400) {
            return new Failed("The endpoint answered with a redirect (HTTP " + status + "), which is not followed");
        }
        String problem = "The endpoint answered with HTTP " + status;
        return REFUSALS.contains(status) ? new Refused(problem) : new Failed(problem);
    }

    /** A short answer is read, so that the connection can be used again; nothing of it is looked at. */
    private static void finish(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity != null && entity.getContentLength() >= 0 && entity.getContentLength() <= LONGEST_ANSWER_READ) {
            EntityUtils.consume(entity);
        }
    }

    /** Never the exception's own words, which may hold what is not the subscriber's to know. */
    private static String words(IOException failure, boolean cancelled) {
        return switch (failure) {
            case java.io.InterruptedIOException timeout -> "The endpoint did not answer in time";
            case ForbiddenAddress forbidden ->
                "The endpoint's name leads to an address that this hub's operator has not allowed";
            case UnknownHostException unknown -> "The endpoint's name is not known";
            case SSLException tls -> "The endpoint could not be trusted: TLS failed";
            default -> cancelled ? "The endpoint did not answer in time" : "The endpoint cannot be reached";
        };
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }

    /** A name whose every address is out of bounds. */
    private static final class ForbiddenAddress extends UnknownHostException {

        private static final long serialVersionUID = 1L;
    }

    /** Gives connections the addresses that the rules allow and no others. */
    private record CheckedAddresses(TargetRules rules) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] open = Stream.of(SystemDefaultDnsResolver.INSTANCE.resolve(host))
                    .filter(rules::isOpen)
                    .toArray(InetAddress[]::new);
            if (open.length == 0) {
                throw new ForbiddenAddress();
            }
            return open;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
