<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>msao::edge::CameraInput</name>
    <message>
        <source>There is no such camera: connect one, or choose another source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera was unplugged.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::edge::CameraSource</name>
    <message>
        <source>The camera gives no pictures any more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::edge::CloudLink</name>
    <message>
        <source>The cloud does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud says what this program does not understand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the cloud broke.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link does not take what must be sent: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::edge::Microphone</name>
    <message>
        <source>It gives nothing but silence: is a switch on it off?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody was heard: speak while the key or the button is down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone was unplugged.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::edge::MicrophoneInput</name>
    <message>
        <source>The microphone was unplugged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such microphone: connect one, or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone could not be opened: another program may hold it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone gives no sound any more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::edge::ModelFit</name>
    <message>
        <source>The cloud&apos;s model (%1) has another vocabulary than the draft model: %2 tokens there, %3 here. Choose a draft model of the same family, or another cloud.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud&apos;s model (%1) cuts pictures into squares of %2 pixels, the draft model into squares of %3. Choose a draft model of the same family, or another cloud.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::edge::Refusal</name>
    <message>
        <source>This program and the cloud speak versions of the protocol that are too far apart: update the older one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud answers only who logs in: name a token and its secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud does not accept this token: check its name and its secret, or have a new one made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud&apos;s model reads pictures in another way than the draft model: choose a draft model of the same family.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This token has used up what it may ask for now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud has no room for another answer now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud is going away and takes no new questions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud has no memory left for this answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is more than the cloud takes: a shorter question, a smaller picture or a shorter answer may fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message was larger than the cloud takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture did not reach the cloud as it was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cloud cannot answer in the way that was asked for: choose another mode, or another way of sampling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud waited in vain for this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud&apos;s model is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud does not know this answer any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud did not understand this program: the two do not fit together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud cannot answer, and does not say why.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::edge::SceneSource</name>
    <message>
        <source>Scene %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::edge::Unreachable</name>
    <message>
        <source>The cloud cannot be reached: nothing listens at %1. Check host and port, and whether msao-cloud runs there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud cannot be reached: there is no machine of the name in %1. Check the address and the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud cannot be reached: %1 closed the connection. If it is not encrypted, its address begins with ws://; if it asks for a certificate, name one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud cannot be reached: %1 closed the connection. If it is encrypted, its address begins with wss://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud cannot be reached: what answers at %1 does not speak TLS. If it is not encrypted, its address begins with ws://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud cannot be reached: %1 and this program found no encryption that both take (%2). It must offer TLS 1.2 or 1.3; if it asks for a certificate, name one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud cannot be reached: the connection to %1 failed, and the system does not say why. Check address and network, and whether msao-cloud runs there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud cannot be reached: the connection to %1 failed (%2). Check address and network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud cannot be reached: what answers at %1 is no msao-cloud, or has none behind it (%2). Check the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is another host&apos;s than %1. Name the cloud as its certificate does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody who is trusted here has signed it. If it is of an authority of your own, name that authority&apos;s certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not valid now. It needs another one, unless this machine&apos;s clock is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whoever signed it has revoked it. It needs another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its key or a signature is too weak, or it has conditions that are not met here. It needs another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud&apos;s certificate is not to be trusted: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ActionRegistry</name>
    <message>
        <source>Open recording…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens a recorded run, paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save screenshot…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saves the window as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closes the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the answer as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy answer with marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the answer with the origin of every token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture, answer, entropy and headline numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debug</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every token, batch and decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline and tokens of a recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer large, the picture small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts the panels back where they belong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels cannot be moved by accident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show heatmap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lays the probe&apos;s map over the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heatmap: importance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours every token by its importance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heatmap: kept tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lights what travels and dims the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heatmap: both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importance of the tokens that travel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fainter heatmap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More of the picture, less of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stronger heatmap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More of the map, less of the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presenter mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large type for a hall, nothing else around it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fills the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything a step larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything a step smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the size it was made for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays the recording, or holds it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One token back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One token on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous offload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to where the edge was not sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next offload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On to where the edge is not sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the newest moment as it comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays faster, up to ten times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays slower, down to a tenth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a projector and the evening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a bright room and for print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High-contrast theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>White on black, strong lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window in English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window in Simplified Chinese</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window in German</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds a command by its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All commands and their keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Qt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The toolkit that draws this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saves tokens, traces, transcripts, figures or a clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tune panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the next question is answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks what stands in the question line; goes there first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the answer within one token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks the last question again, about what is there now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the moving scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The animated scene of the demo world</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at a picture file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture, or a .y4m clip in a circle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture in the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions without a picture; a camera is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unplug the cloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emulates a link that is down, and plugs it in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records the last minute and what follows, until pressed again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves the recording for the live run behind it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look, server, link and recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting started…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo, a recording, or a server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks aloud for as long as it is held; or press, talk, and press again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closes the microphone, and keeps it closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask with a sound file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A WAV file, as if it had been spoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next question goes on from nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds, renames, exports and goes on with conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further questions are about the picture of this conversation, whatever moves meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks the last question again by itself whenever the scene has changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at a part of the screen…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rectangle that is drawn with the mouse; nothing is read before that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last question about one picture, first as the rival answers, then as it is tuned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the picture, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the last question&apos;s picture beside a recording</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::AnswerView</name>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No question yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type one below and press Return, or take an example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 = %2 proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 · %2 · %n token(s)</source>
        <translation>
            <numerusform>%1 · %2 · %n token</numerusform>
            <numerusform>%1 · %2 · %n tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>reading the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking at the picture and planning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cloud is answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>H %1 ≤ θ %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>H %1 &gt; θ %2, offloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>verifying %n draft(s)</source>
        <translation>
            <numerusform>verifying %n draft</numerusform>
            <numerusform>verifying %n drafts</numerusform>
        </translation>
    </message>
    <message>
        <source>drafting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · step %2 · %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, the draft was %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on from what was said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Goes on from what was said: %n token(s) not read again.</source>
        <translation>
            <numerusform>Goes on from what was said: %n token not read again.</numerusform>
            <numerusform>Goes on from what was said: %n tokens not read again.</numerusform>
        </translation>
    </message>
    <message>
        <source>Click to change this question and ask it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting started…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the demo, open a recording, or connect a server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>▲ %n line(s) above</source>
        <translation>
            <numerusform>▲ %n line above</numerusform>
            <numerusform>▲ %n lines above</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 (%3 too late)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::AskBar</name>
    <message>
        <source>Asked before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is looked at: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about what you see…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples of questions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::CameraMenu</name>
    <message>
        <source>Looking for cameras…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No camera found. Use a file or the scene.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At its usual size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in a mirror, for the models too: writing is the wrong way round for them as well</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::CheatSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ClipFrames</name>
    <message>
        <source>%1 is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A clip has from 1 to %1 frames, not %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture of this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture could not be encoded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name is taken</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ConversationBar</name>
    <message>
        <source>One picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The last %n second(s)</source>
        <translation>
            <numerusform>The last second</numerusform>
            <numerusform>The last %n seconds</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask again when more than this has changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>γ &gt; %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And no sooner than after</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversation: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Last %n second(s)</source>
        <translation>
            <numerusform>Last second</numerusform>
            <numerusform>Last %n seconds</numerusform>
        </translation>
    </message>
    <message>
        <source>Watching: stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a question looks at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a question looks at: one picture, or the last seconds as a clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last question is asked twice: first as this answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (needs a cloud of one&apos;s own)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ConversationList</name>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search what was said…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the conversation as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::Conversations</name>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: of an earlier start, of which only the name was kept</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::DropWords</name>
    <message>
        <source>%1 is nothing that is known here. Pictures (PNG, JPEG), folders of them, clips (.y4m), sounds (.wav), recordings (.msao) and text can be dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not there, or may not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file, no picture and no text in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model runs that could be asked about it: try the demo or connect a server (F1). Recordings (.msao) can be opened without one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::EntropyFigure</name>
    <message>
        <source>Entropy per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was drafted, so there is no entropy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threshold θ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent by the entropy gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>H / log |V|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafted token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>θ %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::EntropyView</name>
    <message>
        <source>Entropy trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing drafted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this mode, or so far, the edge drafts no tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The uncertainty of every drafted token will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s): min %1, mean %2, max %3</source>
        <translation>
            <numerusform>%n draft: min %1, mean %2, max %3</numerusform>
            <numerusform>%n drafts: min %1, mean %2, max %3</numerusform>
        </translation>
    </message>
    <message>
        <source>θ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normalised, H / log |V| · ▼ H &gt; θ, offloaded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::EventRows</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::EventTable</name>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in events</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ExportActions</name>
    <message>
        <source>Export the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip (PNG pictures)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typeface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window through a stretch of the run, a picture a moment, in a new folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ExportFile</name>
    <message>
        <source>%1 could not be written: the disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: there is no folder %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: you may not write in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ExportFormats</name>
    <message>
        <source>Tokens (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace for Perfetto (JSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript (Markdown)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript (HTML)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure (SVG)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure (PNG)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row for every draft and every token of the cloud&apos;s own, with entropy, θ, times and bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens in ui.perfetto.dev and chrome://tracing: lanes for edge, link and cloud.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions, answers with their marks, and the numbers, as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One page without other files: colours, marks, reasons and entropy; light, dark and print.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A figure with its legend for a paper or a slide, sharp at every size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A figure with its legend as a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS heatmap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper, one column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper, full width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::FigureFile</name>
    <message>
        <source>A figure is 20 to %1 mm wide and high, not %2 by %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 dots per inch are too few or too many for this size.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::FirstRunPage</name>
    <message>
        <source>Welcome to MSAO Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How would you like to begin?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two small models, a moving scene and a cloud of its own, all on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo pair is not installed here: ./demo makes one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A .msao file, to walk through token by token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect a server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An msao-cloud of yours: its address, and the token to log in with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::FreshStartWords</name>
    <message>
        <source>The picture has changed: this begins afresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation is as long as the models can read: this begins afresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation has as many questions and pictures as a cloud takes: this begins afresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another model was loaded: this begins afresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation is too long ago, its pictures are gone: this begins afresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cloud keeps no conversations: this begins afresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This begins afresh.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::HeadlineFigures</name>
    <message>
        <source>tok/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speed-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud / token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not raced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>×%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in states</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>while decoding</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::HeadlineView</name>
    <message>
        <source>Headline numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS per modality</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::HeatmapFigure</name>
    <message>
        <source>MAS importance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS importance: kept %1 of %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The probe saw no picture, so there is no map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run did not record the probe&apos;s map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>τ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faded: not sent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::HeatmapView</name>
    <message>
        <source>Picture and MAS heatmap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recording, or ask about a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS importance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>τ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept %1 of %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose below what to look at, or drop a picture here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>γ: change per frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as it is now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::InspectorView</name>
    <message>
        <source>Token inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>position %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the newest draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a token of the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafted in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up / down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 end of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkDock</name>
    <message>
        <source>Emulated link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delays and throttles what travels, as this link would; said wherever it is on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjust the emulated link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sliders for bandwidth, round trip and loss; the connection is made anew for each change</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkPresets</name>
    <message>
        <source>off: the link as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>200 Mbit/s, 20 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>300 Mbit/s, 20 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>400 Mbit/s, 20 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5G: 100 Mbit/s, 30 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hotel Wi-Fi: 8 Mbit/s, 80 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unplugged</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkSliders</name>
    <message>
        <source>Bandwidth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkView</name>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lost · the edge goes on alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No link measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round trip and bandwidth are estimated from real traffic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round trip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bandwidth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jitter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 up, %2 down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>carried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connected · idle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no estimate yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last known %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::LiveDesk</name>
    <message>
        <source>given picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop does not let programs read its screen. Use a file or the scene.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>screen, %1 × %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not encrypted: with a certificate or an authority the address begins with wss://.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::MainWindow</name>
    <message>
        <source>Look at a picture file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures and clips (*.png *.jpg *.jpeg *.y4m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings (*.msao)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save screenshot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What could be read is shown. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::MicrophoneBar</name>
    <message>
        <source>Looking for microphones…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which one may be opened while you talk?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No microphone found. Connect one, or take a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use no microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask with a sound file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sounds (*.wav)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which microphone, its mute, or a sound file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::MicrophoneDesk</name>
    <message>
        <source>Spoken, %1</source>
        <comment>how long</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a question; what was spoken with it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing runs that could listen: begin with the demo or a server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The draft model is being loaded; then it can be seen whether it listens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The draft model has no audio encoder, so it cannot listen. Questions can be typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud&apos;s model has no audio encoder, so it cannot listen. Questions can be typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no microphone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no microphone “%1”, but: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ModalitiesView</name>
    <message>
        <source>Modalities</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n token(s), %1</source>
        <translation>
            <numerusform>%n token, %1</numerusform>
            <numerusform>%n tokens, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>planned: %1 of %2 tokens, %3 of %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the probe found, and what travels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not probed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The probe scores what a question brings along.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud does not take this edge. Answers are the edge&apos;s own, unverified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud is gone. The edge goes on alone; its tokens are marked unverified until it is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording ended early; what was written can be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a recording. The live run goes on behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded, with questions, answers and maps, and the last picture beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The draft model is being loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting to the cloud.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what happened, then its cause</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo&apos;s cloud is not running, so the edge answers alone and nothing is verified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing could be heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud cannot be connected to as it is named, so the edge answers alone. Name it otherwise and press Connect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The draft model could not be loaded. Choose another folder in the settings and press Connect; without a server, start again with --draft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded, with questions, answers and maps, but without a picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::PanelSet</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modalities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::PayloadRows</name>
    <message>
        <source>↑ question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↑ media</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↑ drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↓ verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 kept, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s), %1: %2</source>
        <translation>
            <numerusform>%n draft, %1: %2</numerusform>
            <numerusform>%n drafts, %1: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>H %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) accepted, %1 rejected, %2</source>
        <translation>
            <numerusform>%n draft accepted, %1 rejected, %2</numerusform>
            <numerusform>%n drafts accepted, %1 rejected, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>the draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cloud&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is recorded:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes and content</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::PayloadView</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The message in full</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::PlanView</name>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no plan keeps every bound; broken: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no constraint binds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>binds: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this mode, or so far, nothing was planned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predicted in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edge prefill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud prefill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud decoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejection flush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sparsity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edge memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>allowed modes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud reachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer, expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>ΔQ, expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::Quantities</name>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Mbit/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edge only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co-located</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never idle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hybrid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MSAO, uniform pruning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MSAO, static split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>length limit reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop string reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reconnected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrated heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likeness to the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kbit/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::RaceBoard</name>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered differently: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same, token for token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::RegionPicker</name>
    <message>
        <source>Choose a part of the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a rectangle around what is to be looked at. All that shows in it goes to the models while it is the source. Esc: nothing does.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ReplayBar</name>
    <message>
        <source>Moment of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ResourcesView</name>
    <message>
        <source>Resources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This recording has no samples of CPU, memory, GPU or power.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::SearchChart</name>
    <message numerus="yes">
        <source>bright: fast, from %1 · %n tried</source>
        <translation>
            <numerusform>bright: fast, from %1 · %n tried</numerusform>
            <numerusform>bright: fast, from %1 · %n tried</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dark: fast, from %1 · %n tried</source>
        <translation>
            <numerusform>dark: fast, from %1 · %n tried</numerusform>
            <numerusform>dark: fast, from %1 · %n tried</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>msao::ui::SecretStore</name>
    <message>
        <source>%1 could not be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A secret has at most %1 bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can be read by others, so it is not used. Enter the secret again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no secret.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::ServerView</name>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lost · as it was last</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n edge(s) connected</source>
        <translation>
            <numerusform>%n edge connected</numerusform>
            <numerusform>%n edges connected</numerusform>
        </translation>
    </message>
    <message>
        <source>conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers a pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens a pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a pass takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cache in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No server figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A connected cloud tells of itself with every sign of life.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers held</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server and link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ws://host:port or wss://host:port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the server&apos;s file of tokens has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with config.json; empty: the demo pair&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emulated link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as 300mbit,20ms; empty: the link as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: among your documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secret of the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in %1, which only you may read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secret is kept in %1, which only you may read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept; type to replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For wss://: a PEM file; empty: this machine&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read. Choose a file with certificates in PEM, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A certificate authority needs an encrypted server, whose address begins with wss://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on with this server now; an answer that is coming is cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the server here, then press Connect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edge has no draft model, and no demo pair is installed that has one: choose a folder for it here, then press Connect.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::StatusChips</name>
    <message>
        <source>State of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unplugged · local only, unverified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud lost · local only, unverified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recording open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · emulated: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>microphone open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>screen is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scripted: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edge on the CPU, real speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edge on the GPU, real speed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::TalkButton</name>
    <message>
        <source>No audio encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone is muted: it is closed, and stays so until it is not muted any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to talk, or press, talk and press again. %1: %2</source>
        <comment>key, then the microphone&apos;s name</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to talk (%1). No microphone is open before you have chosen one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::TimelineFigure</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline: %1, planned %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody worked yet, so there is no timeline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafts thrown away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms since the question</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::TimelineLanes</name>
    <message>
        <source>edge draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uplink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>downlink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rollback</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · plan %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who works when will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>busy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenMarkNames</name>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unverified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drafted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenReasons</name>
    <message>
        <source>H %1 ≤ θ %2: confident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>H %1 &gt; θ %2: not confident</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>sent with %n draft(s) (%1)</source>
        <translation>
            <numerusform>sent with %n draft (%1)</numerusform>
            <numerusform>sent with %n drafts (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accepted</source>
        <translation>
            <numerusform>%n accepted</numerusform>
            <numerusform>%n accepted</numerusform>
        </translation>
    </message>
    <message>
        <source>waits for company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verdict not here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cloud draws the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cloud draws another token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thrown away: it continued a branch that ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept without the cloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cloud&apos;s own token</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>the cloud went on behind %n accepted draft(s)</source>
        <translation>
            <numerusform>the cloud went on behind %n accepted draft</numerusform>
            <numerusform>the cloud went on behind %n accepted drafts</numerusform>
        </translation>
    </message>
    <message>
        <source>no draft stood here, so the cloud decoded it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenRows</name>
    <message>
        <source>#</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>H</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>θ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waited</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenTable</name>
    <message>
        <source>Token table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::TraceLoader</name>
    <message numerus="yes">
        <source>Only the first %n event(s) are shown.</source>
        <translation>
            <numerusform>Only the first event is shown.</numerusform>
            <numerusform>Only the first %n events are shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>msao::ui::Transcript</name>
    <message>
        <source>%1 accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 unverified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 proposed = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First token after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of the cloud&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud time per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>θ %1, %n draft(s) a batch, %2 predicted</source>
        <translation>
            <numerusform>θ %1, %n draft a batch, %2 predicted</numerusform>
            <numerusform>θ %1, %n drafts a batch, %2 predicted</numerusform>
        </translation>
    </message>
    <message>
        <source>MSAO Studio: transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was asked in this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>msao::ui::TunePanel</name>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who drafts, who verifies, and whether the probe looks first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper&apos;s algorithm to the letter, or drafts by expected gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>θ percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the entropy gate begins: this share of tokens counts as confident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>δ decay of θ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After an offload θ is multiplied by this: smaller means warier, sooner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N_max drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The longest batch the edge drafts before it asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P_target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The acceptance at which the draft length is planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ε_Q quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much quality pruning may cost; 0 sends everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 is greedy: always the most likely token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud&apos;s own steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens the cloud may draw by itself while it waits for drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper (Algorithm 1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values of the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the next question on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pruning by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who says which tokens of a picture or sound matter, so that the others need not travel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>τ_s background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token less important than this counts as background (ρ)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>λ_spatial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much background makes a modality sparse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>λ_temp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much standing still makes a clip sparse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a temperature: draws among so many of the likeliest tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a temperature: draws among the likeliest tokens that make up this share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a temperature: the same seed draws the same answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
