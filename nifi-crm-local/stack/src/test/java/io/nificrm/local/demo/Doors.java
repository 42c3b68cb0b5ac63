package io.nificrm.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The two doors by which the world outside reaches into the flow. */
final class Doors {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Doors() {}

    /** Webhooks that nobody signed, of nobody we know, or that are none: each gets the answer that it deserves. */
    static void refuseForgedWebhooks(URI webhooks) throws IOException, InterruptedException {
        HttpResponse<String> forged = post(webhooks.resolve("/sendgrid"), "[{\"event\":\"delivered\"}]");
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(forged.body()).isEmpty();
        assertThat(post(webhooks.resolve("/mailgun"), "").statusCode()).isEqualTo(400);
        assertThat(post(webhooks.resolve("/postmark"), " ".repeat(11 << 20)).statusCode())
                .isEqualTo(413);
        assertThat(post(webhooks.resolve("/brevo"), "{}").statusCode())
                .as("the demo names no Brevo")
                .isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(webhooks.resolve("/sendgrid")).GET())
                        .statusCode())
                .isEqualTo(405);
        assertThat(send(HttpRequest.newBuilder(webhooks.resolve("/sendgrid"))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    /** The desk asks who comes, lets the demo's agent in, and shows the queue. */
    static void openToTheAgentAlone(DemoDesk desk) throws IOException, InterruptedException {
        URI queue = URI.create(desk.url() + "/queue");
        HttpResponse<String> stranger = send(HttpRequest.newBuilder(queue).GET());
        assertThat(stranger.statusCode()).isEqualTo(303);
        assertThat(stranger.headers().firstValue("Location").orElse("")).startsWith("/desk/sign-in");
        assertThat(signIn(desk, "wrong").headers().firstValue("Set-Cookie")).isEmpty();

        HttpResponse<String> agent = signIn(desk, desk.password());
        assertThat(agent.statusCode()).isEqualTo(303);
        String cookie = agent.headers()
                .firstValue("Set-Cookie")
                .map(value -> value.split(";", 2)[0])
                .orElseThrow();
        HttpResponse<String> page =
                send(HttpRequest.newBuilder(queue).header("Cookie", cookie).GET());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body()).contains("href=\"mention?id");
    }

    private static HttpResponse<String> signIn(DemoDesk desk, String password)
            throws IOException, InterruptedException {
        String form = "name=" + desk.user() + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(URI.create(desk.url() + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static HttpResponse<String> post(URI address, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
