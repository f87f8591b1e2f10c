package org.tributary.hub.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The hub's PostgreSQL and its two logins.
 *
 * @param url
 *            JDBC URL
 * @param writer
 *            the login that owns the tables; it also runs the migrations
 * @param reader
 *            the login of every read, subject to row-level security; must exist before the hub starts
 * @param writerConnections
 *            most connections of the writer at a time
 * @param readerConnections
 *            most connections of the reader at a time
 */
@ConfigurationProperties(prefix = "tributary.database", ignoreUnknownFields = false)
public record DatabaseSettings(String url, @DefaultValue("tributary_writer") String writer,
        @DefaultValue("") String writerPassword, @DefaultValue("tributary_reader") String reader,
        @DefaultValue("") String readerPassword, @DefaultValue("8") int writerConnections,
        @DefaultValue("16") int readerConnections) {

    public DatabaseSettings {
        if (url == null || !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "tributary.database.url must be a URL such as jdbc:postgresql://host:5432/tributary");
        }
        if (writer.equals(reader)) {
            throw new IllegalArgumentException(
                    "tributary.database.writer and tributary.database.reader must be two logins: row-level security does not bind the tables' owner");
        }
    }

    @Override
    public String toString() {
        return url + " as " + writer + " and " + reader;
    }
}
