<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>msao::ui::ActionRegistry</name>
    <message>
        <source>Open recording…</source>
        <translation>Aufzeichnung öffnen …</translation>
    </message>
    <message>
        <source>Opens a recorded run, paused</source>
        <translation>Öffnet einen aufgezeichneten Lauf, angehalten</translation>
    </message>
    <message>
        <source>Save screenshot…</source>
        <translation>Bildschirmfoto speichern …</translation>
    </message>
    <message>
        <source>Saves the window as a picture</source>
        <translation>Speichert das Fenster als Bild</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Closes the window</source>
        <translation>Schließt das Fenster</translation>
    </message>
    <message>
        <source>Copy answer</source>
        <translation>Antwort kopieren</translation>
    </message>
    <message>
        <source>Copies the answer as text</source>
        <translation>Kopiert die Antwort als Text</translation>
    </message>
    <message>
        <source>Copy answer with marks</source>
        <translation>Antwort mit Zeichen kopieren</translation>
    </message>
    <message>
        <source>Copies the answer with the origin of every token</source>
        <translation>Kopiert die Antwort mit der Herkunft jedes Tokens</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Picture, answer, entropy and headline numbers</source>
        <translation>Bild, Antwort, Entropie und die wichtigsten Zahlen</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>Every token, batch and decision</source>
        <translation>Jedes Token, jeder Stapel, jede Entscheidung</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Timeline and tokens of a recording</source>
        <translation>Zeitleiste und Tokens einer Aufzeichnung</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>The answer large, the picture small</source>
        <translation>Die Antwort groß, das Bild klein</translation>
    </message>
    <message>
        <source>Reset workspace</source>
        <translation>Arbeitsbereich zurücksetzen</translation>
    </message>
    <message>
        <source>Puts the panels back where they belong</source>
        <translation>Stellt die Felder wieder an ihren Platz</translation>
    </message>
    <message>
        <source>Lock layout</source>
        <translation>Anordnung sperren</translation>
    </message>
    <message>
        <source>Panels cannot be moved by accident</source>
        <translation>Felder lassen sich nicht versehentlich bewegen</translation>
    </message>
    <message>
        <source>Show heatmap</source>
        <translation>Wärmebild zeigen</translation>
    </message>
    <message>
        <source>Lays the probe&apos;s map over the picture</source>
        <translation>Legt die Karte der Sonde über das Bild</translation>
    </message>
    <message>
        <source>Heatmap: importance</source>
        <translation>Wärmebild: Wichtigkeit</translation>
    </message>
    <message>
        <source>Colours every token by its importance</source>
        <translation>Färbt jedes Token nach seiner Wichtigkeit</translation>
    </message>
    <message>
        <source>Heatmap: kept tokens</source>
        <translation>Wärmebild: behaltene Tokens</translation>
    </message>
    <message>
        <source>Lights what travels and dims the rest</source>
        <translation>Hellt auf, was reist, und dunkelt den Rest ab</translation>
    </message>
    <message>
        <source>Heatmap: both</source>
        <translation>Wärmebild: beides</translation>
    </message>
    <message>
        <source>Importance of the tokens that travel</source>
        <translation>Wichtigkeit der Tokens, die reisen</translation>
    </message>
    <message>
        <source>Fainter heatmap</source>
        <translation>Schwächeres Wärmebild</translation>
    </message>
    <message>
        <source>More of the picture, less of the map</source>
        <translation>Mehr vom Bild, weniger von der Karte</translation>
    </message>
    <message>
        <source>Stronger heatmap</source>
        <translation>Stärkeres Wärmebild</translation>
    </message>
    <message>
        <source>More of the map, less of the picture</source>
        <translation>Mehr von der Karte, weniger vom Bild</translation>
    </message>
    <message>
        <source>Presenter mode</source>
        <translation>Vortragsmodus</translation>
    </message>
    <message>
        <source>Large type for a hall, nothing else around it</source>
        <translation>Große Schrift für den Saal, sonst nichts</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Fills the screen</source>
        <translation>Füllt den Bildschirm</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Everything a step larger</source>
        <translation>Alles eine Stufe größer</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Everything a step smaller</source>
        <translation>Alles eine Stufe kleiner</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>Normale Schriftgröße</translation>
    </message>
    <message>
        <source>Back to the size it was made for</source>
        <translation>Zurück zur vorgesehenen Größe</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Plays the recording, or holds it</source>
        <translation>Spielt die Aufzeichnung ab oder hält sie an</translation>
    </message>
    <message>
        <source>Previous token</source>
        <translation>Voriges Token</translation>
    </message>
    <message>
        <source>One token back</source>
        <translation>Ein Token zurück</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>Nächstes Token</translation>
    </message>
    <message>
        <source>One token on</source>
        <translation>Ein Token weiter</translation>
    </message>
    <message>
        <source>Previous offload</source>
        <translation>Vorige Auslagerung</translation>
    </message>
    <message>
        <source>Back to where the edge was not sure</source>
        <translation>Zurück dorthin, wo die Edge unsicher war</translation>
    </message>
    <message>
        <source>Next offload</source>
        <translation>Nächste Auslagerung</translation>
    </message>
    <message>
        <source>On to where the edge is not sure</source>
        <translation>Weiter dorthin, wo die Edge unsicher ist</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>Dem Ende folgen</translation>
    </message>
    <message>
        <source>Shows the newest moment as it comes</source>
        <translation>Zeigt stets den neuesten Augenblick</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Plays faster, up to ten times</source>
        <translation>Spielt schneller, bis zum Zehnfachen</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Plays slower, down to a tenth</source>
        <translation>Spielt langsamer, bis zu einem Zehntel</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Thema</translation>
    </message>
    <message>
        <source>For a projector and the evening</source>
        <translation>Für Beamer und Abend</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Thema</translation>
    </message>
    <message>
        <source>For a bright room and for print</source>
        <translation>Für helle Räume und den Druck</translation>
    </message>
    <message>
        <source>High-contrast theme</source>
        <translation>Thema mit hohem Kontrast</translation>
    </message>
    <message>
        <source>White on black, strong lines</source>
        <translation>Weiß auf Schwarz, kräftige Linien</translation>
    </message>
    <message>
        <source>The window in English</source>
        <translation>Das Fenster auf Englisch</translation>
    </message>
    <message>
        <source>The window in Simplified Chinese</source>
        <translation>Das Fenster auf vereinfachtem Chinesisch</translation>
    </message>
    <message>
        <source>The window in German</source>
        <translation>Das Fenster auf Deutsch</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Befehlspalette …</translation>
    </message>
    <message>
        <source>Finds a command by its name</source>
        <translation>Findet einen Befehl nach seinem Namen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>All commands and their keys</source>
        <translation>Alle Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>About Qt</source>
        <translation>Über Qt</translation>
    </message>
    <message>
        <source>The toolkit that draws this window</source>
        <translation>Das Toolkit, das dieses Fenster zeichnet</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>msao::ui::AnswerView</name>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>No question yet</source>
        <translation>Noch keine Frage</translation>
    </message>
    <message>
        <source>Open a recording with Ctrl+O and press Space to play it.</source>
        <translation>Öffnen Sie mit Strg+O eine Aufzeichnung; die Leertaste spielt sie ab.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 = %2 proposed</source>
        <translation>%1 = %2 vorgeschlagen</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>Rennen</translation>
    </message>
    <message>
        <source>the answers differ</source>
        <translation>die Antworten unterscheiden sich</translation>
    </message>
    <message>
        <source>same answer, token for token</source>
        <translation>gleiche Antwort, Token für Token</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>läuft …</translation>
    </message>
    <message>
        <source>%1 tok/s</source>
        <translation>%1 Tok/s</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %2 · %n token(s)</source>
        <translation>
            <numerusform>%1 · %2 · %n Token</numerusform>
            <numerusform>%1 · %2 · %n Tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>reading the question</source>
        <translation>liest die Frage</translation>
    </message>
    <message>
        <source>looking at the picture and planning</source>
        <translation>betrachtet das Bild und plant</translation>
    </message>
    <message>
        <source>the cloud is answering</source>
        <translation>die Cloud antwortet</translation>
    </message>
    <message>
        <source>H %1 ≤ θ %2</source>
        <translation>H %1 ≤ θ %2</translation>
    </message>
    <message>
        <source>H %1 &gt; θ %2, offloaded</source>
        <translation>H %1 &gt; θ %2, ausgelagert</translation>
    </message>
    <message numerus="yes">
        <source>verifying %n draft(s)</source>
        <translation>
            <numerusform>prüft %n Entwurf</numerusform>
            <numerusform>prüft %n Entwürfe</numerusform>
        </translation>
    </message>
    <message>
        <source>drafting</source>
        <translation>entwirft</translation>
    </message>
    <message>
        <source>%1 · step %2 · %3</source>
        <translation>%1 · Schritt %2 · %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2, the draft was %3</source>
        <translation>%1: %2, der Entwurf war %3</translation>
    </message>
</context>
<context>
    <name>msao::ui::CheatSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>msao::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Name of a command</source>
        <translation>Name eines Befehls</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Gefundene Befehle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>msao::ui::EntropyView</name>
    <message>
        <source>Entropy trace</source>
        <translation>Entropieverlauf</translation>
    </message>
    <message>
        <source>Entropy per token</source>
        <translation>Entropie je Token</translation>
    </message>
    <message>
        <source>Nothing drafted</source>
        <translation>Nichts entworfen</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>In this mode, or so far, the edge drafts no tokens.</source>
        <translation>In diesem Modus, oder bisher, entwirft die Edge keine Tokens.</translation>
    </message>
    <message>
        <source>The uncertainty of every drafted token will stand here.</source>
        <translation>Hier wird stehen, wie unsicher jedes entworfene Token ist.</translation>
    </message>
    <message>
        <source>normalised, H / log |V|</source>
        <translation>normiert, H / log |V|</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s): min %1, mean %2, max %3</source>
        <translation>
            <numerusform>%n Entwurf: min. %1, Mittel %2, max. %3</numerusform>
            <numerusform>%n Entwürfe: min. %1, Mittel %2, max. %3</numerusform>
        </translation>
    </message>
    <message>
        <source>θ %1</source>
        <translation>θ %1</translation>
    </message>
</context>
<context>
    <name>msao::ui::EventRows</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
</context>
<context>
    <name>msao::ui::EventTable</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Find in events</source>
        <translation>In Ereignissen suchen</translation>
    </message>
</context>
<context>
    <name>msao::ui::HeadlineFigures</name>
    <message>
        <source>tok/s</source>
        <translation>Tok/s</translation>
    </message>
    <message>
        <source>speed-up</source>
        <translation>schneller</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>akzeptiert</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>cloud / token</source>
        <translation>Cloud / Token</translation>
    </message>
    <message>
        <source>cloud only %1</source>
        <translation>nur Cloud %1</translation>
    </message>
    <message>
        <source>×%1</source>
        <translation>×%1</translation>
    </message>
    <message>
        <source>than cloud only</source>
        <translation>als nur Cloud</translation>
    </message>
    <message>
        <source>not raced</source>
        <translation>kein Rennen</translation>
    </message>
    <message>
        <source>%1 of %2 drafts</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 back</source>
        <translation>%1 zurück</translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation>%1 gespart</translation>
    </message>
</context>
<context>
    <name>msao::ui::HeadlineView</name>
    <message>
        <source>Headline numbers</source>
        <translation>Wichtigste Zahlen</translation>
    </message>
    <message>
        <source>MAS per modality</source>
        <translation>MAS je Modalität</translation>
    </message>
</context>
<context>
    <name>msao::ui::HeatmapView</name>
    <message>
        <source>Picture and MAS heatmap</source>
        <translation>Bild und MAS-Wärmebild</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>Noch kein Bild</translation>
    </message>
    <message>
        <source>Open a recording, or ask about a picture.</source>
        <translation>Öffnen Sie eine Aufzeichnung oder fragen Sie zu einem Bild.</translation>
    </message>
    <message>
        <source>MAS importance</source>
        <translation>MAS-Wichtigkeit</translation>
    </message>
    <message>
        <source>τ %1</source>
        <translation>τ %1</translation>
    </message>
    <message>
        <source>kept %1 of %2 tokens</source>
        <translation>%1 von %2 Tokens behalten</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · %2 von %3</translation>
    </message>
</context>
<context>
    <name>msao::ui::InspectorView</name>
    <message>
        <source>Token inspector</source>
        <translation>Token-Inspektor</translation>
    </message>
    <message>
        <source>position %1</source>
        <translation>Position %1</translation>
    </message>
    <message>
        <source>the newest draft</source>
        <translation>der neueste Entwurf</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Nothing to inspect</source>
        <translation>Nichts zu betrachten</translation>
    </message>
    <message>
        <source>Click a token of the answer.</source>
        <translation>Klicken Sie ein Token der Antwort an.</translation>
    </message>
    <message>
        <source>drafted in</source>
        <translation>entworfen in</translation>
    </message>
    <message>
        <source>batch %1</source>
        <translation>Stapel %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>cloud pass</source>
        <translation>Cloud-Durchlauf</translation>
    </message>
    <message>
        <source>up / down</source>
        <translation>hin / zurück</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>waited</source>
        <translation>gewartet</translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkView</name>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>lost · the edge goes on alone</source>
        <translation>verloren · die Edge macht allein weiter</translation>
    </message>
    <message>
        <source>No link measured</source>
        <translation>Keine Verbindung gemessen</translation>
    </message>
    <message>
        <source>Round trip and bandwidth are estimated from real traffic.</source>
        <translation>Umlaufzeit und Bandbreite werden aus echtem Verkehr geschätzt.</translation>
    </message>
    <message>
        <source>round trip</source>
        <translation>Umlauf</translation>
    </message>
    <message>
        <source>bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>jitter</source>
        <translation>Jitter</translation>
    </message>
    <message>
        <source>%1 up, %2 down</source>
        <translation>%1 hin, %2 zurück</translation>
    </message>
    <message>
        <source>carried</source>
        <translation>befördert</translation>
    </message>
</context>
<context>
    <name>msao::ui::MainWindow</name>
    <message>
        <source>Head</source>
        <translation>Kopfleiste</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Wiedergabeleiste</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>Alle Befehle</translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Recordings (*.msao)</source>
        <translation>Aufzeichnungen (*.msao)</translation>
    </message>
    <message>
        <source>Save screenshot</source>
        <translation>Bildschirmfoto speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Damaged recording</source>
        <translation>Beschädigte Aufzeichnung</translation>
    </message>
    <message>
        <source>What could be read is shown. %1</source>
        <translation>Gezeigt wird, was lesbar war. %1</translation>
    </message>
</context>
<context>
    <name>msao::ui::ModalitiesView</name>
    <message>
        <source>Modalities</source>
        <translation>Modalitäten</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s), %1</source>
        <translation>
            <numerusform>%n Token, %1</numerusform>
            <numerusform>%n Tokens, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>planned: %1 of %2 tokens, %3 of %4</source>
        <translation>geplant: %1 von %2 Tokens, %3 von %4</translation>
    </message>
    <message>
        <source>what the probe found, and what travels</source>
        <translation>was die Sonde fand und was reist</translation>
    </message>
    <message>
        <source>Not probed</source>
        <translation>Nicht untersucht</translation>
    </message>
    <message>
        <source>The probe scores what a question brings along.</source>
        <translation>Die Sonde bewertet, was eine Frage mitbringt.</translation>
    </message>
</context>
<context>
    <name>msao::ui::PanelSet</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Modalities</source>
        <translation>Modalitäten</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressourcen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
</context>
<context>
    <name>msao::ui::PlanView</name>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>no plan keeps every bound; broken: %1</source>
        <translation>kein Plan hält jede Schranke; verletzt: %1</translation>
    </message>
    <message>
        <source>no constraint binds</source>
        <translation>keine Schranke greift</translation>
    </message>
    <message>
        <source>binds: %1</source>
        <translation>greift: %1</translation>
    </message>
    <message>
        <source>made in %1</source>
        <translation>erstellt in %1</translation>
    </message>
    <message>
        <source>No plan</source>
        <translation>Kein Plan</translation>
    </message>
    <message>
        <source>In this mode, or so far, nothing was planned.</source>
        <translation>In diesem Modus, oder bisher, wurde nichts geplant.</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>predicted in all</source>
        <translation>insgesamt erwartet</translation>
    </message>
</context>
<context>
    <name>msao::ui::Quantities</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 Mbit/s</source>
        <translation>%1 Mbit/s</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Cloud only</source>
        <translation>Nur Cloud</translation>
    </message>
    <message>
        <source>Edge only</source>
        <translation>Nur Edge</translation>
    </message>
    <message>
        <source>Synchronous</source>
        <translation>Synchron</translation>
    </message>
    <message>
        <source>Co-located</source>
        <translation>Am selben Ort</translation>
    </message>
    <message>
        <source>Verify only</source>
        <translation>Nur prüfen</translation>
    </message>
    <message>
        <source>Never idle</source>
        <translation>Nie untätig</translation>
    </message>
    <message>
        <source>Hybrid</source>
        <translation>Hybrid</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>Adaptiv</translation>
    </message>
    <message>
        <source>MSAO, uniform pruning</source>
        <translation>MSAO, gleichmäßig gekürzt</translation>
    </message>
    <message>
        <source>MSAO, static split</source>
        <translation>MSAO, starr geteilt</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>length limit reached</source>
        <translation>Längengrenze erreicht</translation>
    </message>
    <message>
        <source>stop string reached</source>
        <translation>Stopptext erreicht</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>batch full</source>
        <translation>Stapel voll</translation>
    </message>
    <message>
        <source>not confident</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>end of text</source>
        <translation>Textende</translation>
    </message>
    <message>
        <source>reconnected</source>
        <translation>wieder verbunden</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
</context>
<context>
    <name>msao::ui::ReplayBar</name>
    <message>
        <source>Moment of the run</source>
        <translation>Zeitpunkt des Laufs</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>Tempo der Wiedergabe</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>msao::ui::ResourcesView</name>
    <message>
        <source>Resources</source>
        <translation>Ressourcen</translation>
    </message>
    <message>
        <source>%1 W</source>
        <translation>%1 W</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>GPU memory</source>
        <translation>GPU-Speicher</translation>
    </message>
    <message>
        <source>power</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Nicht gemessen</translation>
    </message>
    <message>
        <source>This recording has no samples of CPU, memory, GPU or power.</source>
        <translation>Diese Aufzeichnung hat keine Werte zu CPU, Speicher, GPU oder Leistung.</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>Edge</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>Cloud</translation>
    </message>
</context>
<context>
    <name>msao::ui::StatusChips</name>
    <message>
        <source>State of the run</source>
        <translation>Zustand des Laufs</translation>
    </message>
    <message>
        <source>No recording open</source>
        <translation>Keine Aufzeichnung offen</translation>
    </message>
    <message>
        <source>Live · %1</source>
        <translation>Live · %1</translation>
    </message>
    <message>
        <source>Replay · %1</source>
        <translation>Wiedergabe · %1</translation>
    </message>
    <message>
        <source>Cloud %1 · %2</source>
        <translation>Cloud %1 · %2</translation>
    </message>
    <message>
        <source>Cloud lost · local only, unverified</source>
        <translation>Cloud verloren · nur lokal, ungeprüft</translation>
    </message>
</context>
<context>
    <name>msao::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>edge draft</source>
        <translation>Edge-Entwurf</translation>
    </message>
    <message>
        <source>uplink</source>
        <translation>Hinweg</translation>
    </message>
    <message>
        <source>cloud verify</source>
        <translation>Cloud-Prüfung</translation>
    </message>
    <message>
        <source>downlink</source>
        <translation>Rückweg</translation>
    </message>
    <message>
        <source>rollback</source>
        <translation>Rücknahme</translation>
    </message>
    <message>
        <source>%1 · plan %2</source>
        <translation>%1 · Plan %2</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>Who works when will stand here.</source>
        <translation>Hier wird stehen, wer wann arbeitet.</translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenMarkNames</name>
    <message>
        <source>accepted</source>
        <translation>akzeptiert</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>korrigiert</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>cloud&apos;s own</source>
        <translation>Cloud-eigen</translation>
    </message>
    <message>
        <source>unverified</source>
        <translation>ungeprüft</translation>
    </message>
    <message>
        <source>drafted</source>
        <translation>entworfen</translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenReasons</name>
    <message>
        <source>H %1 ≤ θ %2: confident</source>
        <translation>H %1 ≤ θ %2: sicher</translation>
    </message>
    <message>
        <source>H %1 &gt; θ %2: not confident</source>
        <translation>H %1 &gt; θ %2: unsicher</translation>
    </message>
    <message numerus="yes">
        <source>sent with %n draft(s) (%1)</source>
        <translation>
            <numerusform>gesendet mit %n Entwurf (%1)</numerusform>
            <numerusform>gesendet mit %n Entwürfen (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accepted</source>
        <translation>
            <numerusform>%n akzeptiert</numerusform>
            <numerusform>%n akzeptiert</numerusform>
        </translation>
    </message>
    <message>
        <source>waits for company</source>
        <translation>wartet auf weitere</translation>
    </message>
    <message>
        <source>never sent</source>
        <translation>nie gesendet</translation>
    </message>
    <message>
        <source>verdict not here yet</source>
        <translation>Urteil noch nicht da</translation>
    </message>
    <message>
        <source>the cloud draws the same</source>
        <translation>die Cloud zieht dasselbe</translation>
    </message>
    <message>
        <source>the cloud draws another token</source>
        <translation>die Cloud zieht ein anderes Token</translation>
    </message>
    <message>
        <source>thrown away: it continued a branch that ended</source>
        <translation>verworfen: setzte einen beendeten Zweig fort</translation>
    </message>
    <message>
        <source>kept without the cloud</source>
        <translation>ohne die Cloud behalten</translation>
    </message>
    <message>
        <source>the cloud&apos;s own token</source>
        <translation>ein Token der Cloud selbst</translation>
    </message>
    <message numerus="yes">
        <source>the cloud went on behind %n accepted draft(s)</source>
        <translation>
            <numerusform>die Cloud fuhr nach %n akzeptierten Entwurf fort</numerusform>
            <numerusform>die Cloud fuhr nach %n akzeptierten Entwürfen fort</numerusform>
        </translation>
    </message>
    <message>
        <source>no draft stood here, so the cloud decoded it</source>
        <translation>hier stand kein Entwurf, also dekodierte die Cloud</translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenRows</name>
    <message>
        <source>#</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Fate</source>
        <translation>Schicksal</translation>
    </message>
    <message>
        <source>H</source>
        <translation>H</translation>
    </message>
    <message>
        <source>θ</source>
        <translation>θ</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Wartezeit</translation>
    </message>
</context>
<context>
    <name>msao::ui::TokenTable</name>
    <message>
        <source>Token table</source>
        <translation>Token-Tabelle</translation>
    </message>
</context>
<context>
    <name>msao::ui::TraceLoader</name>
    <message numerus="yes">
        <source>Only the first %n event(s) are shown.</source>
        <translation>
            <numerusform>Nur das erste Ereignis wird gezeigt.</numerusform>
            <numerusform>Nur die ersten %n Ereignisse werden gezeigt.</numerusform>
        </translation>
    </message>
</context>
</TS>
