package io.nificrm.local.flow;

import io.nificrm.local.nifi.Canvas.Parameter;
import java.util.List;
import java.util.stream.Stream;

/** Everything that can be set in the flow without opening a processor. */
public final class FlowParameters {

    /** The name of the parameter context. */
    public static final String CONTEXT = "social-listening";

    /** A value that no property takes: what needs it stays switched off until somebody sets another one. */
    public static final String OFF = "off";

    public static final String DEAD_LETTERS = "dead.letters.directory";
    public static final String PROFILE = "profile.file";
    public static final String ELASTICSEARCH_HOSTS = "elasticsearch.hosts";
    public static final String ELASTICSEARCH_AUTHENTICATION = "elasticsearch.authentication";
    public static final String ELASTICSEARCH_USER = "elasticsearch.user";
    public static final String ELASTICSEARCH_PASSWORD = "elasticsearch.password";
    public static final String ELASTICSEARCH_API_KEY = "elasticsearch.api.key";

    public static final String LANGUAGES = "languages.expected";

    private FlowParameters() {}

    /** All of them, with values that suit a first look at the world outside. */
    static List<Parameter> all() {
        return Stream.of(
                        SourceParameters.all(),
                        MailboxParameters.all(),
                        WebhookParameters.all(),
                        DeskParameters.all(),
                        AlertParameters.all(),
                        RetentionParameters.all(),
                        ofTheHouse())
                .flatMap(List::stream)
                .toList();
    }

    /** The names of all of them. */
    public static List<String> names() {
        return all().stream().map(Parameter::name).toList();
    }

    private static List<Parameter> ofTheHouse() {
        return List.of(
                open(DEAD_LETTERS, "./dead-letters", "Where dead letters go that not even Elasticsearch takes"),
                open(PROFILE, "./conf/profile.yaml", "The listening profile: brands, topics, personas, triage rules"),
                unset(
                        LANGUAGES,
                        "What posts about the brand are written in, most of all, as tags separated by commas, for example"
                                + " en, de: helps to tell the language of short ones"),
                open(ELASTICSEARCH_HOSTS, "http://127.0.0.1:9200", "Elasticsearch's nodes, separated by commas"),
                open(ELASTICSEARCH_AUTHENTICATION, "BASIC", "NONE, BASIC (user and password) or API_KEY"),
                open(ELASTICSEARCH_USER, "elastic", "The user, where authentication is BASIC"),
                secret(ELASTICSEARCH_PASSWORD, "The password of that user"),
                secret(ELASTICSEARCH_API_KEY, "The key, where authentication is API_KEY"));
    }

    static Parameter open(String name, String value, String description) {
        return new Parameter(name, description, value, false);
    }

    /** One that has no value until somebody gives it one. */
    static Parameter unset(String name, String description) {
        return new Parameter(name, description, "", false);
    }

    static Parameter secret(String name, String description) {
        return new Parameter(name, description, "", true);
    }
}
