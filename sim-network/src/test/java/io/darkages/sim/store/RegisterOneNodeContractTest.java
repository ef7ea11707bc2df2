package io.darkages.sim.store;

/** The register on a store of 1 node. */
class RegisterOneNodeContractTest extends ScyllaRegisterContract {

    RegisterOneNodeContractTest() {
        super(1);
    }
}
