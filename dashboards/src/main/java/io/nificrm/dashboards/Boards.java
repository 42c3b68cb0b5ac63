package io.nificrm.dashboards;

import io.nificrm.dashboards.boards.BrandPulse;
import io.nificrm.dashboards.boards.Community;
import io.nificrm.dashboards.boards.Email;
import io.nificrm.dashboards.boards.FeedbackLoop;
import io.nificrm.dashboards.boards.PipelineHealth;
import io.nificrm.dashboards.boards.RapidResponse;
import io.nificrm.dashboards.grafana.Board;
import java.util.LinkedHashMap;
import java.util.Map;

/** All boards by the name of their file. */
public final class Boards {

    private Boards() {}

    /** The boards in the order in which they are listed, by file name without {@code .json}. */
    public static Map<String, Board> all() {
        Map<String, Board> boards = new LinkedHashMap<>();
        boards.put("rapid-response", RapidResponse.board());
        boards.put("feedback-loop", FeedbackLoop.board());
        boards.put("brand-pulse", BrandPulse.board());
        boards.put("community", Community.board());
        boards.put("email", Email.board());
        boards.put("pipeline-health", PipelineHealth.board());
        return boards;
    }
}
