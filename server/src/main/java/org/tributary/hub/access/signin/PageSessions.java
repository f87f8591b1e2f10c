package org.tributary.hub.access.signin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.transaction.support.TransactionTemplate;
import org.tributary.hub.access.SessionConnections;

/**
 * Sessions of the pages live in the database, so that whoever signed in at one node is known to every other, and stays
 * so when a node goes. Owns the tables {@code page_session} and {@code page_session_attributes}, which the writer's
 * login alone may read: they hold ID tokens.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableSpringHttpSession
class PageSessions {

    private static final String TABLE = "page_session";

    @Bean
    JdbcIndexedSessionRepository sessionRepository(SessionConnections connections,
            @Value("${server.servlet.session.timeout}") Duration timeout) {
        JdbcIndexedSessionRepository sessions = new JdbcIndexedSessionRepository(new JdbcTemplate(connections.pool()),
                new TransactionTemplate(new JdbcTransactionManager(connections.pool())));
        sessions.setTableName(TABLE);
        sessions.setDefaultMaxInactiveInterval(timeout);
        sessions.setConversionService(conversion());
        new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(sessions);
        return sessions;
    }

    private static GenericConversionService conversion() {
        GenericConversionService conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(byte[].class, Object.class, new Forgetting(new DeserializingConverter()));
        return conversion;
    }

    /** What another version of the hub wrote and this one cannot read is forgotten: its user signs in again. */
    private record Forgetting(Converter<byte[], Object> reading) implements Converter<byte[], Object> {

        private static final Logger LOG = LoggerFactory.getLogger(PageSessions.class);

        @Override
        @SuppressWarnings("NullAway") // A session attribute that is null is one that is not there.
        public @Nullable Object convert(byte[] source) {
            try {
                return reading.convert(source);
            } catch (SerializationFailedException e) {
                LOG.info("A page session of another version is not read: {}", e.getClass().getSimpleName());
                return null;
            }
        }
    }
}
