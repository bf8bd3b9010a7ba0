package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The expected signatures were made apart from this program, from the strings to sign that the vendor's reference describes. */
class SharedKeyTest {

    private static final String DATE = "Mon, 23 Nov 2026 10:00:00 GMT";
    private static final SharedKey KEY = new SharedKey("contoso", "YSBrZXkgZm9yIHRlc3RzLCB3aGljaCBvcGVucyBub3RoaW5n");
    private static final Map<String, String> HEADERS = Map.of("x-ms-version", "2020-12-06", "x-ms-date", DATE);

    @Test
    void aRequestToATableIsSignedWithItsDateAndPath() {
        assertThat(KEY.forTable(DATE, "/orgrelayledger(PartitionKey='default',RowKey='seattle')"))
                .isEqualTo("SharedKeyLite contoso:rJEgtDgekEU+Jz2nKYBZPtJ95TrUpq8Jd4pa5rXaHEo=");
    }

    @Test
    void aRequestToAQueueIsSignedWithEverythingThatMatters() {
        assertThat(KEY.forQueue(
                        "POST",
                        60,
                        "application/xml",
                        HEADERS,
                        "/organization-changes/messages",
                        Map.of("visibilitytimeout", "5", "messagettl", "-1")))
                .isEqualTo("SharedKey contoso:8ZYDl2uD3PE4kM29IkO+hpzQgFMA1+XLjFpW7djULT4=");
    }

    @Test
    void aLengthOfNothingIsLeftOut() {
        assertThat(KEY.forQueue("PUT", 0, "", HEADERS, "/organization-changes", Map.of()))
                .isEqualTo("SharedKey contoso:zQuEPWZGrv9WhJclWxwqEwnyV6E/hDeVuKL70p7D4bM=");
    }

    @Test
    void whatIsNoKeyIsRefusedAndNoKeyIsEverShown() {
        assertThatThrownBy(() -> new SharedKey("contoso", "no base64!")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SharedKey("contoso", "")).isInstanceOf(IllegalArgumentException.class);
        assertThat(KEY).hasToString("key of contoso");
        assertThat(new Account.Proof.Signature("sig=hunter2")).hasToString("Signature");
    }
}
