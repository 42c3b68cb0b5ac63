package io.nificrm.profile;

/** Small invented profiles for tests. */
public final class Profiles {
    public static final String ACME = """
            name: Acme Coffee
            brands:
              - id: acme
                name: Acme Coffee
                query: 'acme OR @acmecoffee'
                accounts: ['mastodon:@acmecoffee@community.example', 'x:@acmecoffee', 'email:*@acme.example']
            competitors:
              - {id: bolt, query: '"bolt coffee"'}
            topics:
              - {id: delivery, query: 'deliver* OR courier'}
              - {id: safety, query: 'burn* OR fire'}
            personas:
              - {id: barista, query: 'portafilter', author_query: 'barista'}
            intents:
              - {id: complaint, query: 'late OR broken OR (topics:delivery AND never)'}
              - {id: idea, query: '"you should" OR wish'}
            key_messages:
              - {id: slow-roasted, query: '"slow roasted"~2'}
            triage:
              sla: {p1: 10m}
              rules:
                - {id: safety, queue: rapid_response, priority: p1, query: 'brands:acme AND topics:safety'}
                - {id: complaint, queue: rapid_response, priority: p3, query: 'brands:acme AND intents:complaint'}
                - {id: idea, queue: feedback, query: 'brands:acme AND intents:idea'}
            playbooks:
              - {id: late, query: 'topics:delivery AND intents:complaint', steps: [look it up], reply: 'Hi {{author.name}}'}
            """;

    private Profiles() {}

    public static ListeningProfile read(String yaml) {
        try {
            return ProfileReader.read(yaml, "profile.yaml");
        } catch (InvalidProfileException e) {
            throw new AssertionError(e);
        }
    }
}
