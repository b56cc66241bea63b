<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
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
</context>
<context>
    <name>msao::ui::AnswerView</name>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No question yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recording with Ctrl+O and press Space to play it.</source>
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
    <message>
        <source>Race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answers differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same answer, token for token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tok/s</source>
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
</context>
<context>
    <name>msao::ui::CheatSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
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
    <message>
        <source>normalised, H / log |V|</source>
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
        <source>sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud / token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cloud only %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>×%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>than cloud only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not raced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 drafts</source>
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
        <source>%1 · %2 of %3</source>
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
</context>
<context>
    <name>msao::ui::MainWindow</name>
    <message>
        <source>Head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport</source>
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
        <source>%1 of %2</source>
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
    <name>msao::ui::StatusChips</name>
    <message>
        <source>State of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recording open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud lost · local only, unverified</source>
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
</TS>
