package io.nificrm.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {

    @RepeatedTest(20)
    void aPortForLaterIsFreeAndNoneThatAConnectionCouldHave() throws Exception {
        int port = LoopbackPort.anyFree();

        assertThat(port).isBetween(20_000, 32_767);
        LoopbackPort.requireFree("A server", port);
    }

    @Test
    void whoWantsAPortThatIsTakenIsTold() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LoopbackPort.requireFree("A server", other.getLocalPort()))
                    .isInstanceOf(ChildProcessException.class)
                    .hasMessageContaining("of A server is taken");
        }
    }
}
