package dev.orgrelay.source;

import dev.orgrelay.fetch.lookup.LookupConfig;
import dev.orgrelay.fetch.snapshot.SnapshotConfig;
import dev.orgrelay.proof.AuthenticationConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The senders that are listened to, by name. */
@ConfigMapping(prefix = "orgrelay.sources")
public interface SourcesConfig {

    /** The sources by name; the name is the last part of the path {@code /api/events/<name>}. */
    @WithParentName
    Map<String, SourceConfig> byName();

    /** One sender. */
    interface SourceConfig {

        /** The application that its changes go to. */
        @WithDefault("default")
        String application();

        /** Settings that ship with the program for a sender; every key set here comes before the preset's. No default. Example: {@code github}. */
        Optional<String> preset();

        /**
         * How its messages are written: {@code json}, {@code form} or {@code text} (JSON or anything else) with a mapping, {@code cloudevents} or {@code event-grid} with or without one; CloudEvents
         * and Event Grid events, whichever arrives, if not set. Example: {@code json}.
         */
        Optional<Format> format();

        /**
         * Where the messages are in a {@code json}, {@code form} or {@code text} body: names separated by dots, the last an array of messages; {@code .} if the body itself
         * is the array. Without it the body is one message. No default. Example: {@code data.events}.
         */
        Optional<String> messages();

        /**
         * What its messages mean, a JSONata expression. Settings replace {@code $} followed by a brace or another {@code $}, so anything longer than a line
         * is better in {@code mapping-file}. No default. Example: {@code body.{'operation': action, 'id': unit.id, 'displayName': unit.name}}.
         */
        Optional<String> mapping();

        /** The file that the mapping is in, UTF-8, instead of {@code mapping}; it is read when the program starts. No default. Example: {@code /config/hr.jsonata}. */
        Optional<String> mappingFile();

        /**
         * The application of each of the sender's tenants, as the mapping names them, instead of {@code application}: a message of another tenant is refused.
         * No default. Example: {@code orgrelay.sources.hr.tenants.contoso=production}.
         */
        Map<String, String> tenants();

        /** Texts that the mapping finds as {@code source.<constant>}. No default. Example: {@code orgrelay.sources.hr.constants.region=emea}. */
        Map<String, String> constants();

        /**
         * What becomes of a change that takes effect more than 5 minutes after it arrives: {@code apply} it at once, {@code defer} it until then, in the tables of a storage
         * account or, where there is none, by having its sender send it again, or {@code ignore} it. Example: {@code defer}.
         */
        @WithDefault("apply")
        FuturePolicy future();

        /** The time zone of dates and times in its messages that name none; a date alone is 00:00 there. Example: {@code Europe/Berlin}. */
        @WithDefault("UTC")
        ZoneId zone();

        /**
         * The handshakes that it is answered: any of {@code event-grid}, {@code cloudevents}, {@code okta}, {@code microsoft-graph}, {@code slack},
         * {@code lark}, {@code hibob}, {@code github}, {@code greenhouse}. The first two are always answered where the format is not {@code json}, {@code form}
         * or {@code text}. No default. Example: {@code okta}.
         */
        Optional<List<Handshake>> handshake();

        /**
         * What it hears: {@code report}, what became of each message; {@code none}, a status without a body, unless something is wrong; or {@code scim}: it
         * speaks to a SCIM 2.0 service, and needs no mapping. Example: {@code scim}.
         */
        @WithDefault("report")
        Answering.Form answer();

        /** What it finds and may change, if it speaks SCIM. */
        ScimConfig scim();

        /**
         * When its changes are applied: {@code direct}, before it is answered, or {@code queue}, after they were stored in the change queue. Example:
         * {@code queue}.
         */
        @WithDefault("direct")
        DeliveryMode delivery();

        /** After how long without a delivery of it a notice tells that. No default: it may be silent. Example: {@code 24h}. */
        Optional<Duration> silentAfter();

        /** Whether dead letters hold the messages that they came from, and the journal the first 16 KiB of them. */
        @WithDefault("true")
        boolean keepMessages();

        /** How it proves itself. */
        AuthenticationConfig authentication();

        /** Where the rest is read when a message only names an organization. */
        LookupConfig lookup();

        /** Where everything that it has is read, for a reconcile. */
        SnapshotConfig snapshot();

        /**
         * What it may do in IoT Central, whatever its messages call it: any of {@code create}, {@code rename}, {@code move}, {@code delete}, and {@code update}
         * for rename and move. What is not allowed is refused; an update of what does not exist needs create, a create of what exists needs what differs.
         */
        @WithDefault("create,update,delete")
        List<String> operations();

        /** The origins that may subscribe by the CloudEvents web hook handshake; {@code *} for any. Example: {@code eventgrid.azure.net}. */
        @WithDefault("*")
        List<String> allowedOrigins();
    }
}
