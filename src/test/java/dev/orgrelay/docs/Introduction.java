package dev.orgrelay.docs;

/** What stands above the tables of the configuration reference. */
final class Introduction {

    static final String TEXT = """
            # Configuration

            Every key of Org Relay. This page is made from the program's own source, and a test keeps it so.

            A key can be set in several places. Where it is set twice, the place further up wins:

            | place | how |
            | --- | --- |
            | system properties | `java -Dorgrelay.operator-key=... -jar quarkus-run.jar` |
            | environment variables; these include the app settings of a function app | `ORGRELAY_OPERATOR_KEY=...` |
            | a file `.env` in the working directory | written like environment variables |
            | `config/application.properties` in the working directory, so beside the jar if it is started there | `orgrelay.operator-key=...` |
            | the program | the defaults below |

            `<name>` is yours to choose: letters, digits and `-`. In environment variables it is `NAME`, in upper case, and arrives in lower case.
            A `-` cannot be told from a `.` there, so a name with a `-` needs one of its keys in `application.properties` as well.
            `${OTHER}` in a value is replaced by the value of that key or variable, `${OTHER:text}` by `text` if there is none.

            | type | how it is written |
            | --- | --- |
            | duration | `500ms`, `8s`, `5m`, `1h`; a bare number is seconds |
            | list | separated by commas; a comma inside an element is written `\\,` |
            | size | bytes, or with `K`, `M`, `G` |
            | yes/no | `true` or `false` |

            A wrong value stops the start, with one line for each mistake, all of them at once. So does an unknown key that begins with `orgrelay.`, and a reference to
            something that is not set. An environment variable is unknown if it looks like one of these, or begins with `ORGRELAY_SOURCES_` or `ORGRELAY_APPLICATIONS_`;
            others are left alone, because platforms set variables of their own, such as `ORGRELAY_SERVICE_HOST`.""";

    private Introduction() {}
}
