package io.nificrm.elasticsearch;

import org.apache.nifi.controller.ControllerService;

/** The cluster that processors share. */
public interface ElasticsearchConnection extends ControllerService {

    /** The cluster; the same as long as the service is enabled. Not to be closed by who asks for it. */
    ElasticsearchCluster cluster();
}
