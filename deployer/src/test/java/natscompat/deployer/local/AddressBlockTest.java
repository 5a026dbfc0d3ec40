package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import natscompat.generator.Address;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who owns which addresses. */
class AddressBlockTest {
    private static final Draws DRAWS = Draws.of(7);

    @ParameterizedTest
    @EnumSource(AddressBlock.Kind.class)
    void two_claims_from_the_same_drawn_start_do_not_collide(AddressBlock.Kind kind) {
        try (AddressBlock one = AddressBlock.claim(5, kind, DRAWS);
                AddressBlock two = AddressBlock.claim(5, kind, DRAWS)) {
            List<Address> all = new ArrayList<>();
            for (AddressBlock block : List.of(one, two)) {
                for (int i = 0; i < 5; i++) {
                    all.addAll(List.of(block.client(i), block.route(i), block.monitor(i)));
                }
            }
            assertThat(all).doesNotHaveDuplicates().hasSize(30);
            assertThat(one.claimed()).isNotEqualTo(two.claimed());
        }
    }

    @Test
    void a_block_whose_claim_ended_is_taken_again() {
        String first;
        try (AddressBlock one = AddressBlock.claim(3, AddressBlock.Kind.NETWORKS, DRAWS)) {
            first = one.claimed();
        }
        try (AddressBlock two = AddressBlock.claim(3, AddressBlock.Kind.NETWORKS, DRAWS)) {
            assertThat(two.claimed()).isEqualTo(first);
        }
    }

    /** As many blocks in a row as are tried: nobody else looks there, since every cluster draws where it begins. */
    @Test
    void when_every_block_tried_is_in_use_it_is_what_the_machine_lacks() {
        Draws start = DRAWS.at("all in use");
        List<AddressBlock> held = new ArrayList<>();
        try {
            FailureException refused = catchThrowableOfType(FailureException.class, () -> {
                for (int i = 0; i <= AddressBlock.TRIES; i++) {
                    held.add(AddressBlock.claim(3, AddressBlock.Kind.NETWORKS, start));
                }
            });
            assertThat(refused).as("refused after " + held.size() + " blocks").isNotNull();
            assertThat(held).hasSizeGreaterThan(AddressBlock.TRIES / 2).hasSizeLessThanOrEqualTo(AddressBlock.TRIES);
            assertThat(refused.failure().category().exitCode()).isEqualTo(254);
            assertThat(refused.failure().tried()).isEqualTo("claim loopback addresses for 3 servers");
            assertThat(refused.failure().why()).contains("each of 180 blocks tried is in use", "4200");
            assertThat(refused.failure().next()).contains("ss -ltn", "nats-compat cleanup");
        } finally {
            held.forEach(AddressBlock::close);
        }
        try (AddressBlock again = AddressBlock.claim(3, AddressBlock.Kind.NETWORKS, start)) {
            assertThat(again.claimed()).as("what was given back").isEqualTo(held.getFirst().claimed());
        }
    }

    @Test
    void a_port_in_use_on_all_addresses_moves_the_ports_of_the_block() throws IOException {
        Address usual;
        try (AddressBlock one = AddressBlock.claim(3, AddressBlock.Kind.NETWORKS, DRAWS.at("elsewhere"))) {
            usual = one.route(0);
        }
        try (ServerSocket inUse = new ServerSocket(usual.port(), 1, InetAddress.getByName(usual.host()));
                AddressBlock two = AddressBlock.claim(3, AddressBlock.Kind.NETWORKS, DRAWS.at("elsewhere"))) {
            assertThat(inUse.isBound()).isTrue();
            assertThat(two.route(0)).isEqualTo(new Address(usual.host(), usual.port() + 5000));
        }
    }
}
