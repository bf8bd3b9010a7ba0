package dev.orgrelay.docs;

/** What stands above the tables of the configuration reference. */
final class Introduction {

    static final String TEXT = """
            # Configuration

            For everybody who sets up Org Relay: every key that exists. A test makes this page from the source code.

            You can set a key in several places. If it is set twice, the higher place in this table wins:

            | place | how |
            | --- | --- |
            | system properties | `java -Dorgrelay.operator-key=... -jar quarkus-run.jar` |
            | environment variables; these include the app settings of a function app | `ORGRELAY_OPERATOR_KEY=...` |
            | a file `.env` in the working directory | written like environment variables |
            | `config/application.properties` in the working directory, so beside the jar if it is started there | `orgrelay.operator-key=...` |
            | the program | the defaults below |

            You choose `<name>`: letters, digits and `-`. In environment variables write `NAME` in upper case; it becomes lower case.
            A variable cannot tell `-` from `.`, so a name with a `-` needs one of its keys in `application.properties` too.
            `${OTHER}` in a value stands for the value of that key or variable, `${OTHER:text}` for `text` if there is none.

            | type | how it is written |
            | --- | --- |
            | duration | `500ms`, `8s`, `5m`, `1h`; a bare number is seconds |
            | list | separated by commas; a comma inside an element is written `\\,` |
            | size | bytes, or with `K`, `M`, `G` |
            | yes/no | `true` or `false` |

            The start stops at a wrong value, an unknown key that begins with `orgrelay.`, or a reference to something that is not set. It lists all mistakes, one on each
            line: first those values that are no number, no time, or none of the words that are allowed, and once these are right, all others. An environment variable is unknown if it looks like a key, or begins with `ORGRELAY_SOURCES_` or `ORGRELAY_APPLICATIONS_`. Org Relay ignores other
            variables, because platforms set their own, such as `ORGRELAY_SERVICE_HOST`.""";

    private Introduction() {}
}
