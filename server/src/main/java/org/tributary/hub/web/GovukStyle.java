package org.tributary.hub.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Serves the style sheets of govuk-frontend without their font faces: that font is licensed to the government's own
 * sites only. To name Arial in a later sheet is not enough, since a browser that lays a page out before the later sheet
 * has come asks for the font all the same.
 */
@Configuration(proxyBeanMethods = false)
class GovukStyle implements WebMvcConfigurer {

    private static final String PATH = "/webjars/govuk-frontend/";
    private static final Pattern FONT_FACE = Pattern.compile("@font-face\\s*\\{[^}]*}");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(PATH + "**")
                .addResourceLocations("classpath:/META-INF/resources" + PATH)
                .resourceChain(true)
                .addTransformer(GovukStyle::withoutFontFaces);
    }

    private static Resource withoutFontFaces(HttpServletRequest request, Resource sheet, ResourceTransformerChain chain)
            throws IOException {
        Resource found = chain.transform(request, sheet);
        if (!request.getRequestURI().endsWith(".css")) {
            return found;
        }
        String style = found.getContentAsString(StandardCharsets.UTF_8);
        String plain = FONT_FACE.matcher(style).replaceAll("");
        return new TransformedResource(found, plain.getBytes(StandardCharsets.UTF_8));
    }
}
