package io.nificrm.source.youtube;

import java.net.URI;
import java.time.Duration;

/**
 * How to listen on YouTube.
 *
 * @param api the address of the service
 * @param key the API key of a Google Cloud project
 * @param pageSize how many comment threads to ask for at once, at most 100
 * @param initialBacklog how far back the first reading of a target goes
 * @param searchInterval how often a search is repeated; each page of it costs as much as 100 pages of comments
 * @param videosPerSearch how many of the newest finds of a search are followed
 * @param lateReplyThreads how many threads of a video or channel are looked through once a day for late replies
 */
public record YouTubeSettings(
        URI api,
        String key,
        int pageSize,
        Duration initialBacklog,
        Duration searchInterval,
        int videosPerSearch,
        int lateReplyThreads) {

    @Override
    public String toString() {
        return "YouTubeSettings[" + api + "]";
    }
}
