import { testSovereignCloud } from "@/test/sovereign-journey";

testSovereignCloud("usgovernment");
