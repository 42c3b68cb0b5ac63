package io.nificrm.local.triage;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The machine's own Chromium. */
final class Chromium {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Chromium() {}

    /** Starts it with an empty profile; skips the test where there is none. */
    static ChromeDriver start(Path profile) {
        Optional<Path> program = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = onPath("chromedriver");
        assumeThat(program.isPresent() && driver.isPresent())
                .as("needs Chromium and chromedriver on the PATH")
                .isTrue();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.get().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        ChromeDriver browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get().toFile())
                        .build(),
                options);
        browser.manage().timeouts().pageLoadTimeout(PATIENCE);
        return browser;
    }

    /** Keeps what it shows, where {@code -Dnificrm.pictures} names a folder. */
    static void picture(ChromeDriver browser, String name, int width, int height) throws IOException {
        String folder = System.getProperty("nificrm.pictures", "");
        if (!folder.isEmpty()) {
            browser.manage().window().setSize(new Dimension(width, height));
            Files.write(Path.of(folder, name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        }
    }

    private static Optional<Path> onPath(String... names) {
        String[] folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1);
        return Stream.of(names)
                .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
