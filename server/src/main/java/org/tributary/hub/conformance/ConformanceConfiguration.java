package org.tributary.hub.conformance;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Holds the packages that are set to what a package must be before the hub starts with them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PackageSettings.class)
class ConformanceConfiguration {

    @Bean
    Definitions definitions(PackageSettings settings) {
        List<FhirPackage> packages = settings.packages().stream().map(FhirPackage::new).toList();
        packages.forEach(FhirPackage::check);
        return new Definitions(packages);
    }
}
