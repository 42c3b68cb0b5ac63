package io.nificrm.elasticsearch;

import org.apache.nifi.util.NoOpProcessor;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ElasticsearchConnectionServiceTest {
    private final TestRunner runner = TestRunners.newTestRunner(new NoOpProcessor());
    private final ElasticsearchConnectionService service = new ElasticsearchConnectionService();

    @BeforeEach
    void configure() throws Exception {
        runner.addControllerService("connection", service);
        runner.setProperty(service, ElasticsearchConnectionService.HOSTS, "https://a.example:9200, http://b.example");
        runner.setProperty(service, ElasticsearchConnectionService.AUTHENTICATION, Authentication.NONE);
    }

    @Test
    void addressesOfSeveralNodesAreFine() {
        runner.assertValid(service);
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String bad : new String[] {
            "es:9200", "ftp://a.example", "https://", "https://u:p@a.example", " , ", "http://[", "x y"
        }) {
            runner.setProperty(service, ElasticsearchConnectionService.HOSTS, bad);
            runner.assertNotValid(service);
        }
    }

    @Test
    void aSignInNeedsItsSecret() {
        runner.setProperty(service, ElasticsearchConnectionService.AUTHENTICATION, Authentication.BASIC);
        runner.assertNotValid(service);
        runner.setProperty(service, ElasticsearchConnectionService.USERNAME, "crm");
        runner.setProperty(service, ElasticsearchConnectionService.PASSWORD, "secret");
        runner.assertValid(service);
        runner.setProperty(service, ElasticsearchConnectionService.AUTHENTICATION, Authentication.API_KEY);
        runner.assertNotValid(service);
    }

    @Test
    void aPrefixThatNoIndexCanHaveIsRefused() {
        runner.setProperty(service, ElasticsearchConnectionService.INDEX_PREFIX, "CRM*");
        runner.assertNotValid(service);
    }

    @Test
    void itIsEnabledThoughNothingListens() {
        runner.setProperty(service, ElasticsearchConnectionService.HOSTS, "http://127.0.0.1:1");
        runner.enableControllerService(service);
        runner.disableControllerService(service);
    }
}
