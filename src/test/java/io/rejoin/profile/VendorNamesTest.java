package io.rejoin.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The words and numbers of the vendors, in the order of the generic states and reasons. */
class VendorNamesTest {
  private static ClientHalf client(String profile) {
    return Profiles.builtIn().find(profile).orElseThrow().client();
  }

  private static String written(Map<String, ClientHalf.Name> names) {
    return names.values().stream()
        .map(name -> name.name() + name.number().map(number -> "=" + number).orElse(""))
        .collect(Collectors.joining(" "));
  }

  private static void says(String profile, String states, String reasons, String codes) {
    assertEquals(oneLine(states), written(client(profile).states()), profile);
    assertEquals(oneLine(reasons), written(client(profile).reasons()), profile);
    Map<String, Integer> expected = new LinkedHashMap<>();
    for (String code : oneLine(codes).isEmpty() ? new String[0] : oneLine(codes).split(" ")) {
      expected.put(code.split("=")[0], Integer.valueOf(code.split("=")[1]));
    }
    assertEquals(expected, client(profile).codes(), profile);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  @Test
  void rejoinUsesItsOwnWords() {
    List<String> states = new ArrayList<>(ClientHalf.STATES);
    states.remove("disconnecting");
    says("rejoin", String.join(" ", states), String.join(" ", ClientHalf.REASONS), "");
  }

  @Test
  void agoraSignaling1HasWordsAndNumbers() {
    says(
        "agora-rtm-1",
        "DISCONNECTED=1 CONNECTING=2 CONNECTED=3 RECONNECTING=4 ABORTED=5 failed",
        """
        LOGIN=1 LOGIN_SUCCESS=2 LOGIN_FAILURE=3 LOGIN_TIMEOUT=4 INTERRUPTED=5 lost
        LOGIN_SUCCESS=2 gave-up LOGOUT=6 logout-failure REMOTE_LOGIN=8 BANNED_BY_SERVER=7 BANNED_BY_SERVER=7
        TOKEN_EXPIRED=9 BANNED_BY_SERVER=7
        """,
        """
        app-unknown=4 token-invalid=5 token-expired=6 superseded=8 banned=7 already-logged-in=8
        too-many-rooms=5 too-often=10 not-connected=102
        """);
  }

  @Test
  void agoraRtmWebOf2020HasWordsOnly() {
    says(
        "agora-rtm-web-2020",
        "DISCONNECTED CONNECTING CONNECTED RECONNECTING ABORTED failed",
        """
        LOGIN LOGIN_SUCCESS LOGIN_FAILURE LOGIN_TIMEOUT INTERRUPTED lost
        LOGIN_SUCCESS gave-up LOGOUT logout-failure REMOTE_LOGIN BANNED_BY_SERVER BANNED_BY_SERVER
        token-expired BANNED_BY_SERVER
        """,
        """
        app-unknown=4 token-invalid=5 token-expired=6 superseded=8 banned=7 already-logged-in=8
        too-many-rooms=5 too-often=10 not-connected=102
        """);
  }

  @Test
  void agoraRtcNativeHasTheConstantsOfItsSdk() {
    says(
        "agora-rtc-native",
        """
        CONNECTION_STATE_DISCONNECTED=1 CONNECTION_STATE_CONNECTING=2 CONNECTION_STATE_CONNECTED=3
        CONNECTION_STATE_RECONNECTING=4 CONNECTION_STATE_FAILED=5 CONNECTION_STATE_FAILED=5
        """,
        """
        CONNECTION_CHANGED_CONNECTING=0 CONNECTION_CHANGED_JOIN_SUCCESS=1
        CONNECTION_CHANGED_JOIN_FAILED=4 CONNECTION_CHANGED_JOIN_FAILED=4
        CONNECTION_CHANGED_INTERRUPTED=2 CONNECTION_CHANGED_LOST=16
        CONNECTION_CHANGED_REJOIN_SUCCESS=15 CONNECTION_CHANGED_JOIN_FAILED=4
        CONNECTION_CHANGED_LEAVE_CHANNEL=5 logout-failure CONNECTION_CHANGED_SAME_UID_LOGIN=19
        CONNECTION_CHANGED_BANNED_BY_SERVER=3 CONNECTION_CHANGED_BANNED_BY_SERVER=3
        CONNECTION_CHANGED_TOKEN_EXPIRED=9 CONNECTION_CHANGED_REJECTED_BY_SERVER=10
        """,
        "app-unknown=6 token-invalid=8 token-expired=9 banned=3 forbidden=10 superseded=19");
  }

  @Test
  void agoraRtcNativeBefore232HasCallbacksOnly() {
    says(
        "agora-rtc-native-legacy",
        "disconnected connecting connected reconnecting aborted failed",
        """
        login onJoinChannelSuccess login-failure login-timeout onConnectionInterrupted
        onConnectionLost onRejoinChannelSuccess gave-up onLeaveChannel logout-failure superseded kicked banned
        onRequestToken server-refused
        """,
        "");
  }

  @Test
  void agoraRtcWeb4HasWordsAndReasonsOnlyForDisconnected() {
    says(
        "agora-rtc-web-4",
        """
        DISCONNECTED CONNECTING CONNECTED RECONNECTING DISCONNECTING DISCONNECTED DISCONNECTED
        """,
        """
        login login-success SERVER_ERROR NETWORK_ERROR interrupted lost resumed NETWORK_ERROR
        LEAVE logout-failure UID_CONFLICT UID_BANNED UID_BANNED TOKEN_EXPIRE SERVER_ERROR
        """,
        "");
  }

  @Test
  void zegoExpressHasStatesWithTheNumbersAndReasonsWithTheErrorCodesOfItsSdk() {
    String states = "LOGOUT=7 LOGINING=0 LOGINED=1 RECONNECTING=3 KICKOUT=6 RECONNECT_FAILED=5";
    String reasons =
        """
        LOGINING=0 LOGINED=0 LOGIN_FAILED LOGIN_FAILED=1002031 RECONNECTING=1002051 lost
        RECONNECTED=0 RECONNECT_FAILED=1002053 LOGOUT=0 LOGOUT_FAILED KICKOUT=1002050 KICKOUT=1002055
        KICKOUT=1002066 KICKOUT=%d LOGIN_FAILED
        """;
    String codes =
        """
        superseded=1002050 kicked=1002055 banned=1002066 token-invalid=1002033
        token-expired=1002078 not-joined=1002002 too-many-rooms=1002001 too-often=1002071
        internal=1002099 app-unknown=1002076
        """;
    says("zego-express-native", states, reasons.formatted(1002056), codes);
    says("zego-express-web", states, reasons.formatted(1002078), codes + "not-connected=1000002");
  }
}
