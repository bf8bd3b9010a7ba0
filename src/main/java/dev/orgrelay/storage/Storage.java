package dev.orgrelay.storage;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.identity.AccessToken;
import dev.orgrelay.identity.AccessTokens;
import dev.orgrelay.relay.OrderSettings;
import dev.orgrelay.storage.Account.Proof;
import dev.orgrelay.storage.StoresConfig.JournalPlace;
import dev.orgrelay.storage.StoresConfig.Place;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** The configured storage account. A client is made when it is first needed. */
@Singleton
public final class Storage {

    private static final String ROOT = "orgrelay";
    private static final String KEY = "storage";
    private static final String SCOPE = "https://storage.azure.com/.default";

    private final StoresConfig stores;
    private final StorageConfig config;
    private final HostConnection host;
    private final OrderSettings order;
    private final AccessTokens tokens;
    private final Clock clock;
    private Optional<TablesApi> tables = Optional.empty();
    private Optional<QueuesApi> queues = Optional.empty();

    Storage(
            StoresConfig stores,
            StorageConfig config,
            Config settings,
            OrderSettings order,
            AccessTokens tokens,
            Clock clock) {
        this.host = new HostConnection(settings);
        this.stores = stores;
        this.config = config;
        this.order = order;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. An account that nothing uses is not looked at. */
    public List<String> mistakes() {
        Mistakes mistakes = Mistakes.below(ROOT);
        if (keepsLedger() || keepsDeadLetters() || keepsJournal()) {
            find("table", Account::tables, mistakes);
        }
        mistakes.requirePositive("journal.days", stores.journalDays());
        return mistakes.lines();
    }

    /** The same, if an account is there, where it is used for what takes effect later. */
    public List<String> mistakesOfTables() {
        Mistakes mistakes = Mistakes.below(ROOT);
        if (isConfigured()) {
            find("table", Account::tables, mistakes);
        }
        return mistakes.lines();
    }

    /** What is wrong with the configuration if the change queue is to be used. */
    List<String> mistakesOfQueue() {
        Mistakes mistakes = Mistakes.below(ROOT);
        find("queue", Account::queues, mistakes);
        return mistakes.lines();
    }

    private void find(String service, Function<Account, Optional<URI>> endpoint, Mistakes mistakes) {
        StorageMistakes.find(config, order.term(config.lease()), service, endpoint, mistakes.in(KEY));
        host.find(config, mistakes);
    }

    /** Whether anything says where the account is. */
    boolean isConfigured() {
        return Stream.of(config.connectionString(), config.account(), config.queueEndpoint())
                .anyMatch(Optional::isPresent);
    }

    /** Whether there is an account with tables, used for something else or not. */
    boolean hasTables() {
        return new AccountSettings(config, Mistakes.below(KEY))
                .account()
                .flatMap(Account::tables)
                .isPresent();
    }

    boolean keepsLedger() {
        return stores.ledger() == Place.TABLE;
    }

    boolean keepsDeadLetters() {
        return stores.deadLetters().orElse(stores.ledger()) == Place.TABLE;
    }

    boolean keepsJournal() {
        return stores.journal() == JournalPlace.TABLE;
    }

    /** The table of that name, behind the configured prefix. */
    Table table(String name) {
        return new Table(tables(), calls(), config.tablePrefix() + name, tablesEndpoint());
    }

    synchronized QueuesApi queues() {
        if (queues.isEmpty()) {
            URI endpoint =
                    account().queues().orElseThrow(() -> new IllegalStateException("no queue endpoint is known"));
            queues = Optional.of(client(endpoint, RequestSigner::signQueue, QueuesApi.class));
        }
        return queues.get();
    }

    Calls calls() {
        return new Calls(name());
    }

    /** Where it is, without anything secret. */
    private String name() {
        Account account = account();
        return account.tables()
                .or(account::queues)
                .map(endpoint -> endpoint.getHost() + endpoint.getPath())
                .orElse("an unknown place");
    }

    private synchronized TablesApi tables() {
        if (tables.isEmpty()) {
            tables = Optional.of(client(tablesEndpoint(), RequestSigner::signTable, TablesApi.class));
        }
        return tables.get();
    }

    private URI tablesEndpoint() {
        return account().tables().orElseThrow(() -> new IllegalStateException("no table endpoint is known"));
    }

    private <T> T client(URI endpoint, RequestSigner.Signing signing, Class<T> api) {
        Proof proof = account().proof();
        Optional<AccessToken> token = proof instanceof Proof.Identity identity
                ? Optional.of(tokens.ofManagedIdentity(identity.id(), SCOPE))
                : Optional.empty();
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(endpoint)
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.responseTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .register(new RequestSigner(proof, token, signing, clock), RequestSigner.FIRST_OF_ANSWERS)
                .register(new StorageExceptionMapper())
                .build(api);
    }

    private Account account() {
        return new AccountSettings(config, Mistakes.below(KEY)).account().orElseThrow();
    }
}
