import { testSovereignCloud } from "@/test/sovereign-journey";

testSovereignCloud("china");
