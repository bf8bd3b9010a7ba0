package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Senders of every format and every fate, in turns. Sends what must not be found in any record: {@link #secrets}. */
final class MixedSenders {

    private static final String KEY = "a-key-of-hunter2";
    /** Deliveries that make fewer organizations than an application holds. */
    private static final int FILLING = 100;

    private static final int STRANGERS = 20;

    private final String run;
    private final List<String> secrets = new ArrayList<>(List.of(KEY, "SharedAccessSignature", "sig=b"));
    private final List<IntFunction<Sent>> known = List.of(
            this::structured,
            this::binary,
            this::batch,
            this::eventGrid,
            this::mapped,
            this::form,
            this::formWithKeyInQuery,
            this::scim,
            this::signed,
            this::queued,
            this::duplicate,
            this::stale,
            this::ignored,
            this::refused,
            this::deferred,
            this::planned,
            this::ofQueue,
            this::ofEventGrid,
            this::byHand,
            this::text,
            this::mappedEvent,
            this::lookedUp,
            this::reconciled,
            this::replayed,
            this::malformed,
            this::ofAnotherType,
            this::mappedInVain,
            this::nothingOnTheQueue);
    private final List<IntFunction<Sent>> strangers = List.of(
            this::unknownSource,
            this::wrongKey,
            this::noKey,
            this::wrongSignature,
            this::wrongType,
            this::tooLarge,
            this::unknownCoding,
            this::brokenEnvelope,
            this::anotherSite,
            this::misspeltDryRun);

    /** @param run makes the ids of organizations its own */
    MixedSenders(String run) {
        this.run = run;
    }

    /** Sends so many deliveries; what is asked of the strangers among them stays under what a journal keeps of strangers. */
    List<Sent> send(int deliveries) {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < deliveries; i++) {
            if (i % FILLING == 0) {
                SandboxControl.reset(); // beyond its limit of organizations an application refuses for another reason
            }
            boolean isStranger = i % 8 == 7 && i / 8 < STRANGERS * strangers.size();
            List<IntFunction<Sent>> senders = isStranger ? strangers : known;
            sent.add(senders.get((isStranger ? i / 8 : i) % senders.size()).apply(i));
        }
        return sent;
    }

    List<String> secrets() {
        return secrets;
    }

    private Sent structured(int i) {
        return expect(
                TestEvents.send(TestEvents.created(id(i), "Structured", null)),
                Sent.event("default", 200, "applied", "new", null, id(i)));
    }

    private Sent binary(int i) {
        Response answer = given().contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", id(i))
                .header("ce-source", "/hr")
                .header("ce-type", "organization.created")
                .body("{\"id\":\"" + id(i) + "\",\"displayName\":\"Binary\"}")
                .post("/api/events");
        return expect(answer, Sent.event("default", 200, "applied", "new", null, id(i)));
    }

    private Sent batch(int i) {
        Response answer = TestEvents.sendBatch(
                TestEvents.created(id(i) + "-a", "First", null),
                TestEvents.created(id(i) + "-b", "Second", id(i) + "-a"));
        return expect(answer, Sent.event("default", 200, "applied", "new", null, id(i) + "-a", id(i) + "-b"));
    }

    private Sent eventGrid(int i) {
        Response answer = given().contentType("application/json")
                .body("[" + ofItsOwnSchema(i) + "]")
                .post("/api/events");
        return expect(answer, Sent.event("default", 200, "applied", "new", null, id(i)));
    }

    private Sent mapped(int i) {
        Response answer =
                with(KEY).contentType("application/json").body(mappedBody(i)).post("/api/events/people");
        return expect(answer, Sent.event("people", 200, "applied", "new", null, id(i)));
    }

    private Sent form(int i) {
        Response answer = with(KEY)
                .contentType("application/x-www-form-urlencoded")
                .body("unit=" + id(i) + "&name=Form&token=" + secret("form-token-" + i))
                .post("/api/events/forms");
        return expect(answer, Sent.event("forms", 200, "applied", "new", null, id(i)));
    }

    private Sent formWithKeyInQuery(int i) {
        Response answer = given().contentType("application/x-www-form-urlencoded")
                .body("unit=" + id(i) + "&name=Form")
                .post("/api/events/keyed-forms?code=" + KEY);
        return expect(answer, Sent.event("keyed-forms", 200, "applied", "new", null, id(i)));
    }

    private Sent scim(int i) {
        Response answer = with(KEY)
                .header("cookie", "session=" + secret("a-cookie-of-" + i))
                .contentType("application/json")
                .body("{\"displayName\":\"Scim\",\"nested\":{\"client_secret\":\"" + secret("a-client-secret-" + i)
                        + "\"}}")
                .put("/api/events/scim/Groups/" + id(i));
        return expect(answer, Sent.event("scim", 200, "applied", "new", null, id(i)));
    }

    private Sent signed(int i) {
        String body = TestEvents.created(id(i), "Signed", null);
        Response answer = given().contentType("application/cloudevents+json")
                .header("x-signature", secret(signature(body, KEY)))
                .body(body.getBytes(UTF_8))
                .post("/api/events/signed");
        return expect(answer, Sent.event("signed", 200, "applied", "new", null, id(i)));
    }

    private Sent queued(int i) {
        Response answer = with(KEY)
                .contentType("application/cloudevents+json")
                .body(TestEvents.created(id(i), "Queued", null))
                .post("/api/events/later-on");
        return expect(answer, Sent.event("later-on", 202, "queued", null, "", id(i)));
    }

    private Sent duplicate(int i) {
        String event = TestEvents.created(id(i), "Twice", null);
        TestEvents.send(event);
        return expect(
                TestEvents.send(event), Sent.event("default", 200, "duplicate", "duplicate", "event created-", id(i)));
    }

    private Sent stale(int i) {
        int second = TestEvents.next();
        TestEvents.send(TestEvents.created(id(i), "Newer", null, second));
        return expect(
                TestEvents.send(TestEvents.created(id(i), "Older", null, second - 1)),
                Sent.event("default", 200, "stale", "stale", "a change of 2026-", id(i)));
    }

    private Sent ignored(int i) {
        Response answer = with(KEY)
                .contentType("application/json")
                .body("{\"id\":\"" + id(i) + "\",\"at\":\"2100-01-01T00:00:00Z\"}")
                .post("/api/events/never");
        return expect(answer, Sent.event("never", 200, "ignored", null, ""));
    }

    private Sent refused(int i) {
        Response answer = with(KEY)
                .contentType("application/json")
                .body(mappedBody(i).replace("contoso", "nobody"))
                .post("/api/events/people");
        return expect(answer, Sent.event("people", 200, "refused", null, "nobody"));
    }

    private Sent deferred(int i) {
        return expect(
                TestEvents.send(TestEvents.created(id(i), "Early", "mx-nowhere")),
                Sent.event("default", 503, "deferred", "new", null, id(i)));
    }

    private Sent planned(int i) {
        Response answer = given().contentType("application/cloudevents+json")
                .body(TestEvents.created(id(i), "Planned", null))
                .post("/api/events?dryRun=true");
        return expect(answer, Sent.event("default", 200, "planned", "new", null, id(i)));
    }

    private Sent ofQueue(int i) {
        Response answer = invoke("apply", """
                {"change":"create","application":"default","organization":"%s","displayName":"Of the queue",
                 "message":"{\\"token\\":\\"%s\\"}",
                 "provenance":{"source":"people","operation":"create","receivedAt":"2026-11-23T10:00:00Z","eventId":"%s"}}""".formatted(id(i), secret("a-token-of-the-original-" + i), id(i)));
        return expect(answer, new Sent("people", "queue", 200, List.of(id(i)), "applied", "new", null));
    }

    private Sent ofEventGrid(int i) {
        return expect(
                invoke("eventgrid", ofItsOwnSchema(i)),
                new Sent("eventgrid", "event-grid", 200, List.of(id(i)), "queued", null, ""));
    }

    private Sent byHand(int i) {
        Response answer = given().header("x-functions-key", secret("an-operator-key-" + i))
                .contentType("application/json")
                .body("{\"displayName\":\"By hand\"}")
                .put("/api/organizations/" + id(i));
        return expect(answer, new Sent("operator", "operator", 200, List.of(id(i)), "applied", "new", null));
    }

    private Sent text(int i) {
        Response answer = with(KEY)
                .contentType("application/xml")
                .body("<unit id=\"" + id(i) + "\"/>")
                .post("/api/events/xml");
        return expect(answer, Sent.event("xml", 200, "applied", "new", null, id(i)));
    }

    private Sent mappedEvent(int i) {
        Response answer = with(KEY)
                .contentType("application/cloudevents+json")
                .body("{\"specversion\":\"1.0\",\"id\":\"" + id(i)
                        + "\",\"source\":\"/hr\",\"type\":\"unit\",\"data\":{\"key\":\"" + id(i) + "\"}}")
                .post("/api/events/clouds");
        return expect(answer, Sent.event("clouds", 200, "applied", "new", null, id(i)));
    }

    private Sent lookedUp(int i) {
        given().header("authorization", "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000")
                .contentType("application/json")
                .body("{\"displayName\":\"There\"}")
                .put("/sandbox/api/organizations/" + id(i) + "?api-version=2022-07-31")
                .then()
                .statusCode(200);
        Response answer = with(KEY)
                .contentType("application/json")
                .body("{\"id\":\"" + id(i) + "\",\"event\":\"" + id(i) + "\"}")
                .post("/api/events/thin");
        return expect(answer, Sent.event("thin", 200, "applied", "new", null, id(i)));
    }

    private Sent reconciled(int i) {
        Response answer = given().header("x-functions-key", secret("an-operator-key-of-" + i))
                .contentType("application/json")
                .body("[{\"id\":\"" + id(i) + "\",\"displayName\":\"Planned for\"}]")
                .post("/api/reconcile");
        return expect(answer, new Sent("operator", "reconcile", 200, List.of(id(i)), "applied", "new", null));
    }

    private Sent replayed(int i) {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":422}]");
        Response refused = TestEvents.send(TestEvents.created(id(i), "Replayed", null));
        String letter = refused.path("outcomes[0].deadLetter");
        assertThat(letter).as(refused.asString()).isNotNull();
        SandboxControl.noFaults();
        Response answer = given().header("x-functions-key", secret("a-key-for-a-replay-" + i))
                .post("/api/dead-letters/" + letter + "/replay");
        return expect(answer, new Sent("default", "replay", 200, List.of(id(i)), "applied", "new", null));
    }

    private Sent ofAnotherType(int i) {
        Response answer = with(KEY)
                .header("content-type", "text/plain")
                .body(("note " + i).getBytes(UTF_8))
                .post("/api/events/people");
        return expect(answer, Sent.event("people", 415, "turned-away", null, "cannot read 'text/plain"));
    }

    private Sent mappedInVain(int i) {
        Response answer = with(KEY)
                .contentType("application/json")
                .body("{\"id\":\"" + id(i) + "\",\"from\":1}")
                .post("/api/events/young-errors");
        return expect(answer, Sent.event("young-errors", 400, "turned-away", null, ""));
    }

    private Sent nothingOnTheQueue(int i) {
        return expect(
                invoke("apply", "\"note " + i + "\""),
                new Sent("default", "queue", 503, List.of(), "turned-away", null, "unreadable JSON"));
    }

    private Sent malformed(int i) {
        Response answer =
                with(KEY).contentType("application/json").body("{\"mx\":").post("/api/events/people");
        return expect(answer, Sent.event("people", 400, "turned-away", null, ""));
    }

    private Sent unknownSource(int i) {
        Response answer = with(secret("a-key-of-nobody-" + i))
                .contentType("application/json")
                .body("{}")
                .post("/api/events/mx-nobody");
        return expect(answer, Sent.event("mx-nobody", 404, "turned-away", null, "no source 'mx-nobody' is configured"));
    }

    private Sent wrongKey(int i) {
        Response answer = with(secret("a-wrong-key-" + i))
                .contentType("application/json")
                .body(mappedBody(i))
                .post("/api/events/people");
        return expect(answer, Sent.event("people", 401, "turned-away", null, "does not match the secret"));
    }

    private Sent noKey(int i) {
        Response answer =
                given().contentType("application/json").body(mappedBody(i)).post("/api/events/people");
        return expect(answer, Sent.event("people", 401, "turned-away", null, "is missing or empty"));
    }

    private Sent wrongSignature(int i) {
        String body = TestEvents.created(id(i), "Forged", null);
        Response answer = given().contentType("application/cloudevents+json")
                .header("x-signature", secret(signature(body, "another-key-of-" + i)))
                .body(body.getBytes(UTF_8))
                .post("/api/events/signed");
        return expect(answer, Sent.event("signed", 401, "turned-away", null, "does not match the secret"));
    }

    private Sent wrongType(int i) {
        Response answer = with(KEY)
                .header("content-type", "multipart/form-data; boundary=x")
                .body("{}".getBytes(UTF_8))
                .post("/api/events/forms");
        return expect(answer, Sent.event("forms", 415, "turned-away", null, "no source reads multipart"));
    }

    private Sent tooLarge(int i) {
        Response answer = with(KEY)
                .contentType("application/json")
                .body("x".repeat(1024 * 1024 + 1))
                .post("/api/events/people");
        return expect(answer, Sent.event("people", 413, "turned-away", null, "larger than orgrelay.max-body-size"));
    }

    private Sent unknownCoding(int i) {
        Response answer = with(KEY)
                .header("content-encoding", "br")
                .contentType("application/json")
                .body(mappedBody(i))
                .post("/api/events/people");
        return expect(answer, Sent.event("people", 415, "turned-away", null, ""));
    }

    private Sent brokenEnvelope(int i) {
        Response answer = given().contentType("application/json")
                .body("{\"Data\":{\"message\":\"" + secret("half-a-message-" + i))
                .post("/apply");
        return expect(answer, new Sent("default", "queue", 400, List.of(), "turned-away", null, "unreadable JSON"));
    }

    private Sent anotherSite(int i) {
        Response answer = given().contentType("application/cloudevents+json")
                .header("sec-fetch-site", "cross-site")
                .body(TestEvents.created(id(i), "Elsewhere", null))
                .post("/api/events");
        return expect(answer, Sent.event("default", 403, "turned-away", null, ""));
    }

    private Sent misspeltDryRun(int i) {
        Response answer = given().contentType("application/cloudevents+json")
                .body(TestEvents.created(id(i), "Misspelt", null))
                .post("/api/events?dryrun=true");
        return expect(answer, Sent.event("default", 400, "turned-away", null, "dryRun"));
    }

    private String id(int i) {
        return "mx-" + run + "-" + i;
    }

    private String secret(String text) {
        secrets.add(text);
        return text;
    }

    private String mappedBody(int i) {
        return """
                {"data":{"events":[{"id":"%s","verb":"created","account":"contoso","unit":{"id":"%s","name":"Mapped"}}]}}""".formatted(id(i), id(i));
    }

    private String ofItsOwnSchema(int i) {
        return """
                {"id":"%s","topic":"t","subject":"units/%s","eventType":"organization.created","dataVersion":"1",
                 "metadataVersion":"1","eventTime":"2026-11-23T10:00:00.5Z","data":{"displayName":"Own schema"}}""".formatted(id(i), id(i));
    }

    private static RequestSpecification with(String key) {
        return given().header("x-api-key", key);
    }

    private static Response invoke(String function, String json) {
        return given().contentType("application/json")
                .body("{\"Data\":{\"message\":" + json + "},\"Metadata\":{}}")
                .post("/" + function);
    }

    private static Sent expect(Response answer, Sent sent) {
        assertThat(answer.statusCode()).as(sent + ": " + answer.asString()).isEqualTo(sent.status());
        return sent;
    }

    private static String signature(String body, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
