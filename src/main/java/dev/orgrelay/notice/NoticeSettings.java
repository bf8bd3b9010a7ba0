package dev.orgrelay.notice;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.organization.Text;
import dev.orgrelay.proof.WebhookSigner;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where notices go, and what is wrong with the settings that say so. Without a URL nothing else is looked at. */
@Singleton
public final class NoticeSettings {

    private final NoticesConfig config;
    private final Mistakes mistakes = Mistakes.below("orgrelay.notices");
    private final WebhookSigner signer;
    private final String base;
    private final boolean hasConsole;

    /** @param host by which the platform says that this program is reached */
    NoticeSettings(
            NoticesConfig config,
            @ConfigProperty(name = "WEBSITE_HOSTNAME") Optional<String> host,
            @ConfigProperty(name = "orgrelay.console", defaultValue = "on") String console) {
        this.config = config;
        this.base = host.map(name -> "https://" + name).orElse("");
        this.hasConsole = !console.strip().equalsIgnoreCase("off");
        this.signer = WebhookSigner.of(config.secrets().orElse(List.of()), isOn() ? mistakes : Mistakes.below(""));
        config.url().ifPresent(this::check);
    }

    /** Whether anybody is to be told. */
    public boolean isOn() {
        return config.url().isPresent();
    }

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. */
    public List<String> mistakes() {
        return mistakes.lines();
    }

    /** In words for people, without anything secret; empty if nobody is told. */
    public Optional<String> summary() {
        return config.url()
                .map(url -> "notices: to " + shown(url) + ", signed with "
                        + Text.count(config.secrets().map(List::size).orElse(0), "secret"));
    }

    URI url() {
        return config.url().flatMap(OutboundUrl::uri).orElseThrow();
    }

    /** Where they go, for messages. */
    String receiver() {
        return config.url().map(NoticeSettings::shown).orElse("nobody");
    }

    WebhookSigner signer() {
        return signer;
    }

    Duration waiting() {
        return config.waiting();
    }

    /** Where somebody sees more: a view of the console, or what programs read; a whole address where the platform says how this program is reached. */
    String link(String view) {
        return base + (hasConsole ? "/api/console/#/" + view : "/api/" + view.replace("overview", "status"));
    }

    private void check(OutboundUrl url) {
        boolean isUrl = mistakes.require(
                url.uri().isPresent(),
                "url",
                shown(url),
                "allowed is an https URL, like https://hooks.example/orgrelay");
        if (isUrl) {
            mistakes.require(
                    config.dangerousPlainHttp() || url.isProtected(), "url", shown(url), OutboundUrl.ONLY_PROTECTED);
        }
        mistakes.requirePositive("waiting", config.waiting(), "30m or 2h");
    }

    /** In many products whoever knows the path may post there. */
    private static String shown(OutboundUrl url) {
        return url.uri()
                .map(uri -> uri.getScheme() + "://" + uri.getAuthority() + "/…")
                .orElse("(not shown)");
    }
}
