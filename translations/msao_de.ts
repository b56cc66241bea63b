<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>msao::edge::CameraInput</name>
    <message>
        <source>There is no such camera: connect one, or choose another source.</source>
        <translation>Diese Kamera gibt es nicht: schließe eine an, oder wähle eine andere Quelle.</translation>
    </message>
    <message>
        <source>The camera was unplugged.</source>
        <translation>Die Kamera wurde abgezogen.</translation>
    </message>
</context>
<context>
    <name>msao::edge::CameraSource</name>
    <message>
        <source>The camera gives no pictures any more.</source>
        <translation>Die Kamera liefert keine Bilder mehr.</translation>
    </message>
</context>
<context>
    <name>msao::edge::CloudLink</name>
    <message>
        <source>The cloud does not answer.</source>
        <translation>Die Cloud antwortet nicht.</translation>
    </message>
    <message>
        <source>The cloud says what this program does not understand.</source>
        <translation>Die Cloud sagt etwas, das dieses Programm nicht versteht.</translation>
    </message>
    <message>
        <source>The connection to the cloud broke.</source>
        <translation>Die Verbindung zur Cloud ist abgerissen.</translation>
    </message>
    <message>
        <source>The link does not take what must be sent: %1</source>
        <translation>Die Verbindung nimmt nicht an, was gesendet werden muss: %1</translation>
    </message>
</context>
<context>
    <name>msao::edge::Microphone</name>
    <message>
        <source>It gives nothing but silence: is a switch on it off?</source>
        <translation>Es kommt nur Stille: Ist ein Schalter daran aus?</translation>
    </message>
    <message>
        <source>Nobody was heard: speak while the key or the button is down.</source>
        <translation>Niemand war zu hören: Sprich, solange Taste oder Knopf gedrückt ist.</translation>
    </message>
    <message>
        <source>The microphone does not answer.</source>
        <translation>Das Mikrofon antwortet nicht.</translation>
    </message>
    <message>
        <source>The microphone was unplugged.</source>
        <translation>Das Mikrofon wurde abgezogen.</translation>
    </message>
</context>
<context>
    <name>msao::edge::MicrophoneInput</name>
    <message>
        <source>The microphone was unplugged.</source>
        <translation>Das Mikrofon wurde abgezogen.</translation>
    </message>
    <message>
        <source>There is no such microphone: connect one, or choose another.</source>
        <translation>Dieses Mikrofon gibt es nicht: schließe eines an, oder wähle ein anderes.</translation>
    </message>
    <message>
        <source>The microphone could not be opened: another program may hold it.</source>
        <translation>Das Mikrofon ließ sich nicht öffnen: Vielleicht hält es ein anderes Programm.</translation>
    </message>
    <message>
        <source>The microphone gives no sound any more.</source>
        <translation>Das Mikrofon liefert keinen Ton mehr.</translation>
    </message>
</context>
<context>
    <name>msao::edge::ModelFit</name>
    <message>
        <source>The cloud&apos;s model (%1) has another vocabulary than the draft model: %2 tokens there, %3 here. Choose a draft model of the same family, or another cloud.</source>
        <translation>Das Modell der Cloud (%1) hat ein anderes Vokabular als das Entwurfsmodell: dort %2 Tokens, hier %3. Wähle ein Entwurfsmodell derselben Familie, oder eine andere Cloud.</translation>
    </message>
    <message>
        <source>The cloud&apos;s model (%1) cuts pictures into squares of %2 pixels, the draft model into squares of %3. Choose a draft model of the same family, or another cloud.</source>
        <translation>Das Modell der Cloud (%1) zerlegt Bilder in Quadrate von %2 Pixeln, das Entwurfsmodell in solche von %3. Wähle ein Entwurfsmodell derselben Familie, oder eine andere Cloud.</translation>
    </message>
</context>
<context>
    <name>msao::edge::Refusal</name>
    <message>
        <source>This program and the cloud speak versions of the protocol that are too far apart: update the older one.</source>
        <translation>Dieses Programm und die Cloud sprechen Protokollversionen, die zu weit auseinander liegen: aktualisiere die ältere Seite.</translation>
    </message>
    <message>
        <source>The cloud answers only who logs in: name a token and its secret.</source>
        <translation>Die Cloud antwortet nur nach Anmeldung: nenne ein Token und sein Geheimnis.</translation>
    </message>
    <message>
        <source>The cloud does not accept this token: check its name and its secret, or have a new one made.</source>
        <translation>Die Cloud nimmt dieses Token nicht an: prüfe Namen und Geheimnis, oder lass ein neues ausstellen.</translation>
    </message>
    <message>
        <source>The cloud&apos;s model reads pictures in another way than the draft model: choose a draft model of the same family.</source>
        <translation>Das Modell der Cloud liest Bilder anders als das Entwurfsmodell: wähle ein Entwurfsmodell derselben Familie.</translation>
    </message>
    <message>
        <source>This token has used up what it may ask for now.</source>
        <translation>Dieses Token hat vorerst ausgeschöpft, was es fragen darf.</translation>
    </message>
    <message>
        <source>The cloud has no room for another answer now.</source>
        <translation>Die Cloud hat gerade keinen Platz für eine weitere Antwort.</translation>
    </message>
    <message>
        <source>The cloud is going away and takes no new questions.</source>
        <translation>Die Cloud fährt herunter und nimmt keine neuen Fragen an.</translation>
    </message>
    <message>
        <source>The cloud has no memory left for this answer.</source>
        <translation>Die Cloud hat für diese Antwort keinen Speicher mehr.</translation>
    </message>
    <message>
        <source>This is more than the cloud takes: a shorter question, a smaller picture or a shorter answer may fit.</source>
        <translation>Das ist mehr, als die Cloud annimmt: eine kürzere Frage, ein kleineres Bild oder eine kürzere Antwort passt vielleicht.</translation>
    </message>
    <message>
        <source>A message was larger than the cloud takes.</source>
        <translation>Eine Nachricht war größer, als die Cloud annimmt.</translation>
    </message>
    <message>
        <source>The picture did not reach the cloud as it was sent.</source>
        <translation>Das Bild kam in der Cloud nicht so an, wie es gesendet wurde.</translation>
    </message>
    <message>
        <source>This cloud cannot answer in the way that was asked for: choose another mode, or another way of sampling.</source>
        <translation>Diese Cloud kann nicht auf die gewünschte Weise antworten: wähle einen anderen Modus oder eine andere Art zu ziehen.</translation>
    </message>
    <message>
        <source>The cloud waited in vain for this program.</source>
        <translation>Die Cloud hat vergeblich auf dieses Programm gewartet.</translation>
    </message>
    <message>
        <source>The cloud&apos;s model is gone.</source>
        <translation>Das Modell der Cloud ist weg.</translation>
    </message>
    <message>
        <source>The cloud does not know this answer any more.</source>
        <translation>Die Cloud kennt diese Antwort nicht mehr.</translation>
    </message>
    <message>
        <source>The cloud did not understand this program: the two do not fit together.</source>
        <translation>Die Cloud hat dieses Programm nicht verstanden: die beiden passen nicht zusammen.</translation>
    </message>
    <message>
        <source>The cloud cannot answer, and does not say why.</source>
        <translation>Die Cloud kann nicht antworten und sagt nicht, warum.</translation>
    </message>
</context>
<context>
    <name>msao::edge::SceneSource</name>
    <message>
        <source>Scene %1</source>
        <translation>Szene %1</translation>
    </message>
</context>
<context>
    <name>msao::edge::Unreachable</name>
    <message>
        <source>The cloud cannot be reached: nothing listens at %1. Check host and port, and whether msao-cloud runs there.</source>
        <translation>Die Cloud ist nicht erreichbar: An %1 lauscht niemand. Prüfe Rechner und Port, und ob msao-cloud dort läuft.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: there is no machine of the name in %1. Check the address and the network.</source>
        <translation>Die Cloud ist nicht erreichbar: Einen Rechner mit dem Namen in %1 gibt es nicht. Prüfe Adresse und Netz.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: %1 closed the connection. If it is not encrypted, its address begins with ws://; if it asks for a certificate, name one.</source>
        <translation>Die Cloud ist nicht erreichbar: %1 hat die Verbindung geschlossen. Ist sie unverschlüsselt, beginnt ihre Adresse mit ws://; fragt sie nach einem Zertifikat, nenne eines.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: %1 closed the connection. If it is encrypted, its address begins with wss://.</source>
        <translation>Die Cloud ist nicht erreichbar: %1 hat die Verbindung geschlossen. Ist sie verschlüsselt, beginnt ihre Adresse mit wss://.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: what answers at %1 does not speak TLS. If it is not encrypted, its address begins with ws://.</source>
        <translation>Die Cloud ist nicht erreichbar: Was an %1 antwortet, spricht kein TLS. Ist sie unverschlüsselt, beginnt ihre Adresse mit ws://.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: %1 and this program found no encryption that both take (%2). It must offer TLS 1.2 or 1.3; if it asks for a certificate, name one.</source>
        <translation>Die Cloud ist nicht erreichbar: %1 und dieses Programm fanden keine Verschlüsselung, die beide annehmen (%2). Sie muss TLS 1.2 oder 1.3 anbieten; fragt sie nach einem Zertifikat, nenne eines.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: the connection to %1 failed, and the system does not say why. Check address and network, and whether msao-cloud runs there.</source>
        <translation>Die Cloud ist nicht erreichbar: Die Verbindung zu %1 kam nicht zustande, und das System sagt nicht, warum. Prüfe Adresse und Netz, und ob msao-cloud dort läuft.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: the connection to %1 failed (%2). Check address and network.</source>
        <translation>Die Cloud ist nicht erreichbar: Die Verbindung zu %1 kam nicht zustande (%2). Prüfe Adresse und Netz.</translation>
    </message>
    <message>
        <source>The cloud cannot be reached: what answers at %1 is no msao-cloud, or has none behind it (%2). Check the address.</source>
        <translation>Die Cloud ist nicht erreichbar: Was an %1 antwortet, ist kein msao-cloud, oder es steht keiner dahinter (%2). Prüfe die Adresse.</translation>
    </message>
    <message>
        <source>it is another host&apos;s than %1. Name the cloud as its certificate does.</source>
        <translation>Es gehört einem anderen Rechner als %1. Nenne die Cloud so, wie ihr Zertifikat sie nennt.</translation>
    </message>
    <message>
        <source>nobody who is trusted here has signed it. If it is of an authority of your own, name that authority&apos;s certificate.</source>
        <translation>Niemand, dem hier vertraut wird, hat es unterschrieben. Ist es von einer eigenen Zertifizierungsstelle, nenne deren Zertifikat.</translation>
    </message>
    <message>
        <source>it is not valid now. It needs another one, unless this machine&apos;s clock is wrong.</source>
        <translation>Es gilt jetzt nicht. Die Cloud braucht ein anderes, falls die Uhr dieses Rechners nicht falsch geht.</translation>
    </message>
    <message>
        <source>whoever signed it has revoked it. It needs another one.</source>
        <translation>Wer es unterschrieben hat, hat es widerrufen. Die Cloud braucht ein anderes.</translation>
    </message>
    <message>
        <source>its key or a signature is too weak, or it has conditions that are not met here. It needs another one.</source>
        <translation>Sein Schlüssel oder eine Unterschrift ist zu schwach, oder es hat Bedingungen, die hier nicht erfüllt sind. Die Cloud braucht ein anderes.</translation>
    </message>
    <message>
        <source>The cloud&apos;s certificate is not to be trusted: %1</source>
        <translation>Dem Zertifikat der Cloud ist nicht zu trauen: %1</translation>
    </message>
</context>
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
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Saves tokens, traces, transcripts, figures or a clip</source>
        <translation>Speichert Token, Traces, Mitschriften, Abbildungen oder einen Clip</translation>
    </message>
    <message>
        <source>Tune panel</source>
        <translation>Abstimmung</translation>
    </message>
    <message>
        <source>How the next question is answered</source>
        <translation>Wie die nächste Frage beantwortet wird</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Asks what stands in the question line; goes there first</source>
        <translation>Fragt, was in der Fragezeile steht; geht zuerst dorthin</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Ends the answer within one token</source>
        <translation>Beendet die Antwort binnen eines Tokens</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Asks the last question again, about what is there now</source>
        <translation>Stellt die letzte Frage noch einmal, zu dem, was jetzt zu sehen ist</translation>
    </message>
    <message>
        <source>Look at the moving scene</source>
        <translation>Die bewegte Szene ansehen</translation>
    </message>
    <message>
        <source>The animated scene of the demo world</source>
        <translation>Die bewegte Szene der Demowelt</translation>
    </message>
    <message>
        <source>Look at a picture file…</source>
        <translation>Eine Bilddatei ansehen…</translation>
    </message>
    <message>
        <source>A picture, or a .y4m clip in a circle</source>
        <translation>Ein Bild, oder ein .y4m-Clip im Kreis</translation>
    </message>
    <message>
        <source>Look at the pasted picture</source>
        <translation>Das eingefügte Bild ansehen</translation>
    </message>
    <message>
        <source>The picture in the clipboard</source>
        <translation>Das Bild in der Zwischenablage</translation>
    </message>
    <message>
        <source>Look at nothing</source>
        <translation>Nichts ansehen</translation>
    </message>
    <message>
        <source>Questions without a picture; a camera is closed</source>
        <translation>Fragen ohne Bild; eine Kamera wird geschlossen</translation>
    </message>
    <message>
        <source>Unplug the cloud</source>
        <translation>Cloud trennen</translation>
    </message>
    <message>
        <source>Emulates a link that is down, and plugs it in again</source>
        <translation>Emuliert eine unterbrochene Verbindung und steckt sie wieder ein</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Records the last minute and what follows, until pressed again</source>
        <translation>Nimmt die letzte Minute und das Folgende auf, bis zum nächsten Druck</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Zurück zu live</translation>
    </message>
    <message>
        <source>Leaves the recording for the live run behind it</source>
        <translation>Verlässt die Aufnahme zugunsten des laufenden Betriebs</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Look, server, link and recordings</source>
        <translation>Aussehen, Server, Verbindung und Aufzeichnungen</translation>
    </message>
    <message>
        <source>Getting started…</source>
        <translation>Erste Schritte …</translation>
    </message>
    <message>
        <source>The demo, a recording, or a server</source>
        <translation>Die Demo, eine Aufzeichnung oder ein Server</translation>
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
        <source>Live</source>
        <translation>Live</translation>
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
    <message>
        <source>Hold to talk</source>
        <translation>Halten und sprechen</translation>
    </message>
    <message>
        <source>Asks aloud for as long as it is held; or press, talk, and press again</source>
        <translation>Fragt laut, solange gehalten wird; oder drücken, sprechen und wieder drücken</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Mikrofon stumm schalten</translation>
    </message>
    <message>
        <source>Closes the microphone, and keeps it closed</source>
        <translation>Schließt das Mikrofon und hält es geschlossen</translation>
    </message>
    <message>
        <source>Ask with a sound file…</source>
        <translation>Mit einer Tondatei fragen…</translation>
    </message>
    <message>
        <source>A WAV file, as if it had been spoken</source>
        <translation>Eine WAV-Datei, als wäre sie gesprochen worden</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>The next question goes on from nothing</source>
        <translation>Die nächste Frage beginnt von vorn</translation>
    </message>
    <message>
        <source>Conversations…</source>
        <translation>Gespräche…</translation>
    </message>
    <message>
        <source>Finds, renames, exports and goes on with conversations</source>
        <translation>Gespräche finden, umbenennen, exportieren und fortsetzen</translation>
    </message>
    <message>
        <source>Keep picture</source>
        <translation>Bild behalten</translation>
    </message>
    <message>
        <source>Further questions are about the picture of this conversation, whatever moves meanwhile</source>
        <translation>Weitere Fragen gelten dem Bild dieses Gesprächs, was immer sich inzwischen bewegt</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Asks the last question again by itself whenever the scene has changed</source>
        <translation>Stellt die letzte Frage von selbst neu, sobald sich die Szene geändert hat</translation>
    </message>
    <message>
        <source>Look at a part of the screen…</source>
        <translation>Einen Teil des Bildschirms ansehen…</translation>
    </message>
    <message>
        <source>A rectangle that is drawn with the mouse; nothing is read before that</source>
        <translation>Ein Rechteck, das mit der Maus gezogen wird; vorher wird nichts gelesen</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>Rennen</translation>
    </message>
    <message>
        <source>The last question about one picture, first as the rival answers, then as it is tuned</source>
        <translation>Die letzte Frage zu einem Bild, erst wie der Gegner antwortet, dann wie eingestellt</translation>
    </message>
    <message>
        <source>Record the picture, too</source>
        <translation>Das Bild mit aufnehmen</translation>
    </message>
    <message>
        <source>Keeps the last question&apos;s picture beside a recording</source>
        <translation>Legt das Bild der letzten Frage neben eine Aufzeichnung</translation>
    </message>
</context>
<context>
    <name>msao::ui::AnswerView</name>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>No question yet</source>
        <translation>Noch keine Frage</translation>
    </message>
    <message>
        <source>Type one below and press Return, or take an example.</source>
        <translation>Unten eine eintippen und Eingabe drücken, oder ein Beispiel nehmen.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 = %2 proposed</source>
        <translation>%1 = %2 vorgeschlagen</translation>
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
    <message>
        <source>A new conversation</source>
        <translation>Ein neues Gespräch</translation>
    </message>
    <message>
        <source>Goes on from what was said.</source>
        <translation>Knüpft an das Gesagte an.</translation>
    </message>
    <message numerus="yes">
        <source>Goes on from what was said: %n token(s) not read again.</source>
        <translation>
            <numerusform>Knüpft an das Gesagte an: %n Token nicht neu gelesen.</numerusform>
            <numerusform>Knüpft an das Gesagte an: %n Tokens nicht neu gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Click to change this question and ask it again</source>
        <translation>Klicken, um diese Frage zu ändern und neu zu stellen</translation>
    </message>
    <message>
        <source>Getting started…</source>
        <translation>Erste Schritte …</translation>
    </message>
    <message>
        <source>Try the demo, open a recording, or connect a server.</source>
        <translation>Demo ausprobieren, eine Aufzeichnung öffnen oder einen Server verbinden.</translation>
    </message>
    <message numerus="yes">
        <source>▲ %n line(s) above</source>
        <translation>
            <numerusform>▲ %n Zeile darüber</numerusform>
            <numerusform>▲ %n Zeilen darüber</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>%1 %2 (%3 too late)</source>
        <translation>%1 %2 (%3 zu spät)</translation>
    </message>
</context>
<context>
    <name>msao::ui::AskBar</name>
    <message>
        <source>Asked before</source>
        <translation>Früher gefragt</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>kein Bild</translation>
    </message>
    <message>
        <source>What is looked at: %1</source>
        <translation>Zu sehen ist: %1</translation>
    </message>
    <message>
        <source>Ask about what you see…</source>
        <translation>Frag nach dem, was du siehst…</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>What is looked at</source>
        <translation>Was zu sehen ist</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Examples of questions</source>
        <translation>Beispiele für Fragen</translation>
    </message>
</context>
<context>
    <name>msao::ui::CameraMenu</name>
    <message>
        <source>Looking for cameras…</source>
        <translation>Suche nach Kameras…</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>No camera found. Use a file or the scene.</source>
        <translation>Keine Kamera gefunden. Nimm eine Datei oder die Szene.</translation>
    </message>
    <message>
        <source>At its usual size</source>
        <translation>In ihrer üblichen Größe</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation>Gespiegelt</translation>
    </message>
    <message>
        <source>As in a mirror, for the models too: writing is the wrong way round for them as well</source>
        <translation>Wie im Spiegel, auch für die Modelle: Schrift steht für sie ebenfalls verkehrt herum</translation>
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
    <name>msao::ui::ClipFrames</name>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 gibt es schon.</translation>
    </message>
    <message>
        <source>A clip has from 1 to %1 frames, not %2.</source>
        <translation>Ein Clip hat 1 bis %1 Bilder, nicht %2.</translation>
    </message>
    <message>
        <source>There is no picture of this run.</source>
        <translation>Von diesem Lauf gibt es kein Bild.</translation>
    </message>
    <message>
        <source>A picture could not be encoded.</source>
        <translation>Ein Bild ließ sich nicht kodieren.</translation>
    </message>
    <message>
        <source>the name is taken</source>
        <translation>der Name ist vergeben</translation>
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
        <translation>Was möchtest du tun?</translation>
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
    <name>msao::ui::ConversationBar</name>
    <message>
        <source>One picture</source>
        <translation>Ein Bild</translation>
    </message>
    <message numerus="yes">
        <source>The last %n second(s)</source>
        <translation>
            <numerusform>Die letzte Sekunde</numerusform>
            <numerusform>Die letzten %n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask again when more than this has changed</source>
        <translation>Neu fragen, wenn sich mehr als so viel geändert hat</translation>
    </message>
    <message>
        <source>γ &gt; %1</source>
        <translation>γ &gt; %1</translation>
    </message>
    <message>
        <source>And no sooner than after</source>
        <translation>Und frühestens nach</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversation: %1</source>
        <translation>Gespräch: %1</translation>
    </message>
    <message numerus="yes">
        <source>Last %n second(s)</source>
        <translation>
            <numerusform>Letzte Sekunde</numerusform>
            <numerusform>Letzte %n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Watching: stop</source>
        <translation>Beobachtet: anhalten</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>What a question looks at</source>
        <translation>Worauf eine Frage blickt</translation>
    </message>
    <message>
        <source>What a question looks at: one picture, or the last seconds as a clip</source>
        <translation>Worauf eine Frage blickt: auf ein Bild oder auf die letzten Sekunden als Clip</translation>
    </message>
    <message>
        <source>The last question is asked twice: first as this answers</source>
        <translation>Die letzte Frage wird zweimal gestellt: zuerst antwortet</translation>
    </message>
    <message>
        <source>%1 (needs a cloud of one&apos;s own)</source>
        <translation>%1 (braucht eine eigene Cloud)</translation>
    </message>
    <message>
        <source>Race: %1</source>
        <translation>Rennen: %1</translation>
    </message>
</context>
<context>
    <name>msao::ui::ConversationList</name>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Search what was said…</source>
        <translation>Im Gesagten suchen…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename the conversation</source>
        <translation>Das Gespräch umbenennen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Export the conversation as Markdown</source>
        <translation>Das Gespräch als Markdown exportieren</translation>
    </message>
</context>
<context>
    <name>msao::ui::Conversations</name>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n Frage</numerusform>
            <numerusform>%n Fragen</numerusform>
        </translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>%1: of an earlier start, of which only the name was kept</source>
        <translation>%1: von einem früheren Start, von dem nur der Name geblieben ist</translation>
    </message>
</context>
<context>
    <name>msao::ui::DropWords</name>
    <message>
        <source>%1 is nothing that is known here. Pictures (PNG, JPEG), folders of them, clips (.y4m), sounds (.wav), recordings (.msao) and text can be dropped.</source>
        <translation>%1 ist nichts, was hier bekannt ist. Ablegen lassen sich Bilder (PNG, JPEG), Ordner mit Bildern, Clips (.y4m), Töne (.wav), Aufzeichnungen (.msao) und Text.</translation>
    </message>
    <message>
        <source>%1 is not there, or may not be read.</source>
        <translation>%1 ist nicht da oder darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>There is no file, no picture and no text in it.</source>
        <translation>Darin ist weder eine Datei noch ein Bild noch Text.</translation>
    </message>
    <message>
        <source>No model runs that could be asked about it: try the demo or connect a server (F1). Recordings (.msao) can be opened without one.</source>
        <translation>Es läuft kein Modell, das man danach fragen könnte: Probier die Demo aus oder verbinde einen Server (F1). Aufzeichnungen (.msao) lassen sich auch so öffnen.</translation>
    </message>
</context>
<context>
    <name>msao::ui::EntropyFigure</name>
    <message>
        <source>Entropy per token</source>
        <translation>Entropie je Token</translation>
    </message>
    <message>
        <source>Nothing was drafted, so there is no entropy.</source>
        <translation>Es wurde nichts entworfen, also gibt es keine Entropie.</translation>
    </message>
    <message>
        <source>threshold θ</source>
        <translation>Schwelle θ</translation>
    </message>
    <message>
        <source>sent by the entropy gate</source>
        <translation>vom Entropie-Tor gesendet</translation>
    </message>
    <message>
        <source>H / log |V|</source>
        <translation>H / log |V|</translation>
    </message>
    <message>
        <source>drafted token</source>
        <translation>entworfenes Token</translation>
    </message>
    <message>
        <source>θ %1</source>
        <translation>θ %1</translation>
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
    <message>
        <source>normalised, H / log |V| · ▼ H &gt; θ, offloaded</source>
        <translation>normiert, H / log |V| · ▼ H &gt; θ, ausgelagert</translation>
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
    <name>msao::ui::ExportActions</name>
    <message>
        <source>Export the conversation</source>
        <translation>Das Gespräch exportieren</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
</context>
<context>
    <name>msao::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Pictures written</source>
        <translation>Geschriebene Bilder</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>Was exportiert wird</translation>
    </message>
    <message>
        <source>Clip (PNG pictures)</source>
        <translation>Clip (PNG-Bilder)</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Abbildung</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Gemacht für</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Typeface</source>
        <translation>Schriftart</translation>
    </message>
    <message>
        <source>pt</source>
        <translation>pt</translation>
    </message>
    <message>
        <source>Size of type</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>je Sekunde</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>The window through a stretch of the run, a picture a moment, in a new folder.</source>
        <translation>Das Fenster während einer Strecke des Laufs, Bild für Bild, in einem neuen Ordner.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>msao::ui::ExportFile</name>
    <message>
        <source>%1 could not be written: the disk is full.</source>
        <translation>%1 konnte nicht geschrieben werden: Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>%1 could not be written: there is no folder %2.</source>
        <translation>%1 konnte nicht geschrieben werden: Den Ordner %2 gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 could not be written: you may not write in %2.</source>
        <translation>%1 konnte nicht geschrieben werden: In %2 darfst du nicht schreiben.</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 konnte nicht geschrieben werden: %2.</translation>
    </message>
</context>
<context>
    <name>msao::ui::ExportFormats</name>
    <message>
        <source>Tokens (CSV)</source>
        <translation>Token (CSV)</translation>
    </message>
    <message>
        <source>Trace for Perfetto (JSON)</source>
        <translation>Trace für Perfetto (JSON)</translation>
    </message>
    <message>
        <source>Transcript (Markdown)</source>
        <translation>Mitschrift (Markdown)</translation>
    </message>
    <message>
        <source>Transcript (HTML)</source>
        <translation>Mitschrift (HTML)</translation>
    </message>
    <message>
        <source>Figure (SVG)</source>
        <translation>Abbildung (SVG)</translation>
    </message>
    <message>
        <source>Figure (PNG)</source>
        <translation>Abbildung (PNG)</translation>
    </message>
    <message>
        <source>A row for every draft and every token of the cloud&apos;s own, with entropy, θ, times and bytes.</source>
        <translation>Eine Zeile für jeden Entwurf und jedes eigene Token der Cloud, mit Entropie, θ, Zeiten und Bytes.</translation>
    </message>
    <message>
        <source>Opens in ui.perfetto.dev and chrome://tracing: lanes for edge, link and cloud.</source>
        <translation>Öffnet sich in ui.perfetto.dev und chrome://tracing: Spuren für Edge, Verbindung und Cloud.</translation>
    </message>
    <message>
        <source>Questions, answers with their marks, and the numbers, as text.</source>
        <translation>Fragen, Antworten mit ihren Zeichen und die Zahlen, als Text.</translation>
    </message>
    <message>
        <source>One page without other files: colours, marks, reasons and entropy; light, dark and print.</source>
        <translation>Eine Seite ohne weitere Dateien: Farben, Zeichen, Gründe und Entropie; hell, dunkel und im Druck.</translation>
    </message>
    <message>
        <source>A figure with its legend for a paper or a slide, sharp at every size.</source>
        <translation>Eine Abbildung mit Legende für einen Aufsatz oder eine Folie, in jeder Größe scharf.</translation>
    </message>
    <message>
        <source>A figure with its legend as a picture.</source>
        <translation>Eine Abbildung mit Legende als Bild.</translation>
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
        <source>MAS heatmap</source>
        <translation>MAS-Karte</translation>
    </message>
    <message>
        <source>Paper, one column</source>
        <translation>Aufsatz, eine Spalte</translation>
    </message>
    <message>
        <source>Paper, full width</source>
        <translation>Aufsatz, volle Breite</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Folie</translation>
    </message>
</context>
<context>
    <name>msao::ui::FigureFile</name>
    <message>
        <source>A figure is 20 to %1 mm wide and high, not %2 by %3.</source>
        <translation>Eine Abbildung ist 20 bis %1 mm breit und hoch, nicht %2 mal %3.</translation>
    </message>
    <message>
        <source>%1 dots per inch are too few or too many for this size.</source>
        <translation>%1 Punkte je Zoll sind für diese Größe zu wenige oder zu viele.</translation>
    </message>
</context>
<context>
    <name>msao::ui::FirstRunPage</name>
    <message>
        <source>Welcome to MSAO Studio</source>
        <translation>Willkommen bei MSAO Studio</translation>
    </message>
    <message>
        <source>How would you like to begin?</source>
        <translation>Womit möchtest du beginnen?</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Die Demo ausprobieren</translation>
    </message>
    <message>
        <source>Two small models, a moving scene and a cloud of its own, all on this machine.</source>
        <translation>Zwei kleine Modelle, eine bewegte Szene und eine eigene Cloud, alles auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The demo pair is not installed here: ./demo makes one.</source>
        <translation>Das Demo-Paar ist hier nicht installiert: ./demo macht eines.</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Eine Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>A .msao file, to walk through token by token.</source>
        <translation>Eine .msao-Datei, Token für Token zu durchlaufen.</translation>
    </message>
    <message>
        <source>Connect a server</source>
        <translation>Einen Server verbinden</translation>
    </message>
    <message>
        <source>An msao-cloud of yours: its address, and the token to log in with.</source>
        <translation>Ein eigener msao-cloud: seine Adresse und der Zugang dazu.</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
</context>
<context>
    <name>msao::ui::FreshStartWords</name>
    <message>
        <source>The picture has changed: this begins afresh.</source>
        <translation>Das Bild hat sich geändert: Hier beginnt es von vorn.</translation>
    </message>
    <message>
        <source>The conversation is as long as the models can read: this begins afresh.</source>
        <translation>Das Gespräch ist so lang, wie die Modelle lesen können: Hier beginnt es von vorn.</translation>
    </message>
    <message>
        <source>The conversation has as many questions and pictures as a cloud takes: this begins afresh.</source>
        <translation>Das Gespräch hat so viele Fragen und Bilder, wie eine Cloud annimmt: Hier beginnt es von vorn.</translation>
    </message>
    <message>
        <source>Another model was loaded: this begins afresh.</source>
        <translation>Ein anderes Modell wurde geladen: Hier beginnt es von vorn.</translation>
    </message>
    <message>
        <source>The conversation is too long ago, its pictures are gone: this begins afresh.</source>
        <translation>Das Gespräch liegt zu lange zurück, seine Bilder sind fort: Hier beginnt es von vorn.</translation>
    </message>
    <message>
        <source>This cloud keeps no conversations: this begins afresh.</source>
        <translation>Diese Cloud behält keine Gespräche: Hier beginnt es von vorn.</translation>
    </message>
    <message>
        <source>This begins afresh.</source>
        <translation>Hier beginnt es von vorn.</translation>
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
        <translation>Tempo</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>akzeptiert</translation>
    </message>
    <message>
        <source>in drafts</source>
        <translation>in Entwürfen</translation>
    </message>
    <message>
        <source>cloud / token</source>
        <translation>Cloud / Token</translation>
    </message>
    <message>
        <source>not raced</source>
        <translation>kein Rennen</translation>
    </message>
    <message>
        <source>×%1</source>
        <translation>×%1</translation>
    </message>
    <message>
        <source>%1 of %2 judged</source>
        <translation>%1 von %2 geprüften</translation>
    </message>
    <message>
        <source>%1 back</source>
        <translation>%1 zurück</translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation>%1 gespart</translation>
    </message>
    <message>
        <source>against %1</source>
        <translation>gegen %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>in states</source>
        <translation>in Zuständen</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 mehr</translation>
    </message>
    <message>
        <source>while decoding</source>
        <translation>beim Dekodieren</translation>
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
    <name>msao::ui::HeatmapFigure</name>
    <message>
        <source>MAS importance</source>
        <translation>MAS-Wichtigkeit</translation>
    </message>
    <message>
        <source>MAS importance: kept %1 of %2 tokens</source>
        <translation>MAS-Gewicht: %1 von %2 Token behalten</translation>
    </message>
    <message>
        <source>The probe saw no picture, so there is no map.</source>
        <translation>Die Probe hat kein Bild gesehen, also gibt es keine Karte.</translation>
    </message>
    <message>
        <source>This run did not record the probe&apos;s map.</source>
        <translation>Dieser Lauf hat die Karte der Probe nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>τ %1</source>
        <translation>τ %1</translation>
    </message>
    <message>
        <source>faded: not sent</source>
        <translation>verblasst: nicht gesendet</translation>
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
        <translation>Öffne eine Aufzeichnung oder frag nach einem Bild.</translation>
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
        <source>Choose below what to look at, or drop a picture here.</source>
        <translation>Wähle unten, was zu sehen sein soll, oder lass ein Bild hier fallen.</translation>
    </message>
    <message>
        <source>as asked</source>
        <translation>wie gefragt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>γ: change per frame</source>
        <translation>γ: Änderung je Bild</translation>
    </message>
    <message>
        <source>as it is now</source>
        <translation>wie es jetzt ist</translation>
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
        <translation>Klicke ein Token der Antwort an.</translation>
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
    <message>
        <source>%1 end of text</source>
        <translation>%1 Textende</translation>
    </message>
    <message>
        <source>draft model</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>Cloud</translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkDock</name>
    <message>
        <source>Emulated link</source>
        <translation>Emulierte Verbindung</translation>
    </message>
    <message>
        <source>Delays and throttles what travels, as this link would; said wherever it is on</source>
        <translation>Verzögert und drosselt, was reist, wie es diese Verbindung täte; steht überall dabei</translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>Adjust the emulated link</source>
        <translation>Die emulierte Verbindung anpassen</translation>
    </message>
    <message>
        <source>Sliders for bandwidth, round trip and loss; the connection is made anew for each change</source>
        <translation>Regler für Bandbreite, Umlaufzeit und Verlust; bei jeder Änderung wird die Verbindung neu aufgebaut</translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkPresets</name>
    <message>
        <source>off: the link as it is</source>
        <translation>aus: die Verbindung, wie sie ist</translation>
    </message>
    <message>
        <source>200 Mbit/s, 20 ms</source>
        <translation>200 Mbit/s, 20 ms</translation>
    </message>
    <message>
        <source>300 Mbit/s, 20 ms</source>
        <translation>300 Mbit/s, 20 ms</translation>
    </message>
    <message>
        <source>400 Mbit/s, 20 ms</source>
        <translation>400 Mbit/s, 20 ms</translation>
    </message>
    <message>
        <source>5G: 100 Mbit/s, 30 ms</source>
        <translation>5G: 100 Mbit/s, 30 ms</translation>
    </message>
    <message>
        <source>hotel Wi-Fi: 8 Mbit/s, 80 ms</source>
        <translation>Hotel-WLAN: 8 Mbit/s, 80 ms</translation>
    </message>
    <message>
        <source>unplugged</source>
        <translation>getrennt</translation>
    </message>
</context>
<context>
    <name>msao::ui::LinkSliders</name>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
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
    <message>
        <source>connected · idle</source>
        <translation>verbunden · ruht</translation>
    </message>
    <message>
        <source>no estimate yet</source>
        <translation>noch nicht geschätzt</translation>
    </message>
    <message>
        <source>last known %1</source>
        <translation>zuletzt %1</translation>
    </message>
</context>
<context>
    <name>msao::ui::LiveDesk</name>
    <message>
        <source>given picture</source>
        <translation>gegebenes Bild</translation>
    </message>
    <message>
        <source>This desktop does not let programs read its screen. Use a file or the scene.</source>
        <translation>Diese Arbeitsfläche lässt Programme ihren Bildschirm nicht lesen. Nimm eine Datei oder die Szene.</translation>
    </message>
    <message>
        <source>screen, %1 × %2</source>
        <translation>Bildschirm, %1 × %2</translation>
    </message>
    <message>
        <source>%1 is not encrypted: with a certificate or an authority the address begins with wss://.</source>
        <translation>%1 ist nicht verschlüsselt: Mit einem Zertifikat oder einer Zertifizierungsstelle beginnt die Adresse mit wss://.</translation>
    </message>
</context>
<context>
    <name>msao::ui::MainWindow</name>
    <message>
        <source>Look at a picture file</source>
        <translation>Eine Bilddatei ansehen</translation>
    </message>
    <message>
        <source>Pictures and clips (*.png *.jpg *.jpeg *.y4m)</source>
        <translation>Bilder und Clips (*.png *.jpg *.jpeg *.y4m)</translation>
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
    <message>
        <source>Head</source>
        <translation>Kopfleiste</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Wiedergabeleiste</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>Alle Befehle</translation>
    </message>
</context>
<context>
    <name>msao::ui::MicrophoneBar</name>
    <message>
        <source>Looking for microphones…</source>
        <translation>Mikrofone werden gesucht…</translation>
    </message>
    <message>
        <source>Which one may be opened while you talk?</source>
        <translation>Welches darf geöffnet sein, während du sprichst?</translation>
    </message>
    <message>
        <source>No microphone found. Connect one, or take a file.</source>
        <translation>Kein Mikrofon gefunden. Schließe eines an, oder nimm eine Datei.</translation>
    </message>
    <message>
        <source>Use no microphone</source>
        <translation>Kein Mikrofon verwenden</translation>
    </message>
    <message>
        <source>Ask with a sound file</source>
        <translation>Mit einer Tondatei fragen</translation>
    </message>
    <message>
        <source>Sounds (*.wav)</source>
        <translation>Töne (*.wav)</translation>
    </message>
    <message>
        <source>Microphones</source>
        <translation>Mikrofone</translation>
    </message>
    <message>
        <source>Which microphone, its mute, or a sound file</source>
        <translation>Welches Mikrofon, stumm, oder eine Tondatei</translation>
    </message>
</context>
<context>
    <name>msao::ui::MicrophoneDesk</name>
    <message>
        <source>Spoken, %1</source>
        <comment>how long</comment>
        <translation>Gesprochen, %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a question; what was spoken with it</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Nothing runs that could listen: begin with the demo or a server.</source>
        <translation>Es läuft nichts, das zuhören könnte: Beginne mit der Demo oder einem Server.</translation>
    </message>
    <message>
        <source>The draft model is being loaded; then it can be seen whether it listens.</source>
        <translation>Das Entwurfsmodell wird geladen; dann zeigt sich, ob es zuhört.</translation>
    </message>
    <message>
        <source>The draft model has no audio encoder, so it cannot listen. Questions can be typed.</source>
        <translation>Das Entwurfsmodell hat keinen Audio-Encoder und kann nicht zuhören. Fragen lassen sich tippen.</translation>
    </message>
    <message>
        <source>The cloud&apos;s model has no audio encoder, so it cannot listen. Questions can be typed.</source>
        <translation>Das Modell der Cloud hat keinen Audio-Encoder und kann nicht zuhören. Fragen lassen sich tippen.</translation>
    </message>
    <message>
        <source>There is no microphone.</source>
        <translation>Es gibt kein Mikrofon.</translation>
    </message>
    <message>
        <source>There is no microphone “%1”, but: %2.</source>
        <translation>Ein Mikrofon „%1“ gibt es nicht, aber: %2.</translation>
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
    <name>msao::ui::NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>Was hilft</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>The cloud does not take this edge. Answers are the edge&apos;s own, unverified.</source>
        <translation>Die Cloud nimmt diese Edge nicht an. Antworten sind allein von der Edge, ungeprüft.</translation>
    </message>
    <message>
        <source>The cloud is gone. The edge goes on alone; its tokens are marked unverified until it is back.</source>
        <translation>Die Cloud ist weg. Die Edge macht allein weiter; ihre Tokens gelten als ungeprüft, bis die Cloud wieder da ist.</translation>
    </message>
    <message>
        <source>There is no picture any more.</source>
        <translation>Es gibt kein Bild mehr.</translation>
    </message>
    <message>
        <source>The recording ended early; what was written can be opened.</source>
        <translation>Die Aufnahme endete vorzeitig; was geschrieben ist, lässt sich öffnen.</translation>
    </message>
    <message>
        <source>This is a recording. The live run goes on behind it.</source>
        <translation>Dies ist eine Aufnahme. Dahinter läuft der Betrieb weiter.</translation>
    </message>
    <message>
        <source>Recorded, with questions, answers and maps, and the last picture beside it.</source>
        <translation>Aufgenommen, mit Fragen, Antworten und Karten, und dem letzten Bild daneben.</translation>
    </message>
    <message>
        <source>The draft model is being loaded.</source>
        <translation>Das Entwurfsmodell wird geladen.</translation>
    </message>
    <message>
        <source>Connecting to the cloud.</source>
        <translation>Verbindung zur Cloud wird aufgebaut.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Use the scene</source>
        <translation>Die Szene nehmen</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Zurück zu live</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what happened, then its cause</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The demo&apos;s cloud is not running, so the edge answers alone and nothing is verified.</source>
        <translation>Die Cloud der Demo läuft nicht; die Edge antwortet allein, und nichts wird geprüft.</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Nothing could be heard.</source>
        <translation>Es war nichts zu hören.</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>The cloud cannot be connected to as it is named, so the edge answers alone. Name it otherwise and press Connect.</source>
        <translation>Mit der Cloud kann so, wie sie angegeben ist, keine Verbindung entstehen; die Edge antwortet allein. Gib sie anders an und drücke Verbinden.</translation>
    </message>
    <message>
        <source>The draft model could not be loaded. Choose another folder in the settings and press Connect; without a server, start again with --draft.</source>
        <translation>Das Entwurfsmodell ließ sich nicht laden. Wähle in den Einstellungen einen anderen Ordner und drück auf Verbinden; ohne Server starte neu mit --draft.</translation>
    </message>
    <message>
        <source>That was not taken.</source>
        <translation>Das wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>Recorded, with questions, answers and maps, but without a picture.</source>
        <translation>Aufgenommen, mit Fragen, Antworten und Karten, aber ohne Bild.</translation>
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
    <message>
        <source>Tune</source>
        <translation>Abstimmen</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
</context>
<context>
    <name>msao::ui::PayloadRows</name>
    <message>
        <source>↑ question</source>
        <translation>↑ Frage</translation>
    </message>
    <message>
        <source>↑ media</source>
        <translation>↑ Medien</translation>
    </message>
    <message>
        <source>↑ drafts</source>
        <translation>↑ Entwürfe</translation>
    </message>
    <message>
        <source>↓ verdict</source>
        <translation>↓ Urteil</translation>
    </message>
    <message>
        <source>%1, %2 kept, %3</source>
        <translation>%1, %2 behalten, %3</translation>
    </message>
    <message>
        <source>%1, %2 kept</source>
        <translation>%1, %2 behalten</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s), %1: %2</source>
        <translation>
            <numerusform>%n Entwurf, %1: %2</numerusform>
            <numerusform>%n Entwürfe, %1: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>H %1</source>
        <translation>H %1</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) accepted, %1 rejected, %2</source>
        <translation>
            <numerusform>%n Entwurf akzeptiert, %1 verworfen, %2</numerusform>
            <numerusform>%n Entwürfe akzeptiert, %1 verworfen, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>the draft</source>
        <translation>der Entwurf</translation>
    </message>
    <message>
        <source>the cloud&apos;s</source>
        <translation>von der Cloud</translation>
    </message>
    <message>
        <source>As it is recorded:</source>
        <translation>Wie es aufgezeichnet wird:</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Bytes and content</source>
        <translation>Bytes und Inhalt</translation>
    </message>
</context>
<context>
    <name>msao::ui::PayloadView</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>The message in full</source>
        <translation>Die ganze Nachricht</translation>
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
    <message>
        <source>upload</source>
        <translation>Hochladen</translation>
    </message>
    <message>
        <source>edge prefill</source>
        <translation>Einlesen, Edge</translation>
    </message>
    <message>
        <source>cloud prefill</source>
        <translation>Einlesen, Cloud</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>erstes Token</translation>
    </message>
    <message>
        <source>drafting</source>
        <translation>Entwerfen</translation>
    </message>
    <message>
        <source>verification</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>cloud decoding</source>
        <translation>Dekodieren, Cloud</translation>
    </message>
    <message>
        <source>rejection flush</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>offload</source>
        <translation>Auslagern</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>sparsity</source>
        <translation>Sparsität</translation>
    </message>
    <message>
        <source>edge memory</source>
        <translation>Edge-Speicher</translation>
    </message>
    <message>
        <source>allowed modes</source>
        <translation>erlaubte Modi</translation>
    </message>
    <message>
        <source>cloud reachable</source>
        <translation>Cloud erreichbar</translation>
    </message>
    <message>
        <source>answer, expected</source>
        <translation>Antwort, erwartet</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n Token</numerusform>
            <numerusform>%n Tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>ΔQ, expected</source>
        <translation>ΔQ, erwartet</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
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
    <message>
        <source>Calibrated heads</source>
        <translation>Kalibrierte Köpfe</translation>
    </message>
    <message>
        <source>Likeness to the question</source>
        <translation>Ähnlichkeit zur Frage</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>Smaller pictures</source>
        <translation>Kleinere Bilder</translation>
    </message>
    <message>
        <source>%1 kbit/s</source>
        <translation>%1 kbit/s</translation>
    </message>
</context>
<context>
    <name>msao::ui::RaceBoard</name>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>Tok/s</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>läuft …</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>Rennen</translation>
    </message>
    <message>
        <source>answered differently: %1</source>
        <translation>anders geantwortet: %1</translation>
    </message>
    <message>
        <source>same, token for token</source>
        <translation>gleich, Token für Token</translation>
    </message>
    <message>
        <source>another answer</source>
        <translation>andere Antwort</translation>
    </message>
    <message>
        <source>same answer</source>
        <translation>gleiche Antwort</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
</context>
<context>
    <name>msao::ui::RegionPicker</name>
    <message>
        <source>Choose a part of the screen</source>
        <translation>Einen Teil des Bildschirms wählen</translation>
    </message>
    <message>
        <source>Draw a rectangle around what is to be looked at. All that shows in it goes to the models while it is the source. Esc: nothing does.</source>
        <translation>Zieh ein Rechteck um das, was angesehen werden soll. Alles, was darin erscheint, geht an die Modelle, solange es die Quelle ist. Esc: nichts davon.</translation>
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
        <source>%1 of %2 s</source>
        <translation>%1 von %2 s</translation>
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
    <name>msao::ui::SearchChart</name>
    <message numerus="yes">
        <source>bright: fast, from %1 · %n tried</source>
        <translation>
            <numerusform>hell: schnell, ab %1 · %n probiert</numerusform>
            <numerusform>hell: schnell, ab %1 · %n probiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dark: fast, from %1 · %n tried</source>
        <translation>
            <numerusform>dunkel: schnell, ab %1 · %n probiert</numerusform>
            <numerusform>dunkel: schnell, ab %1 · %n probiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>msao::ui::SecretStore</name>
    <message>
        <source>%1 could not be removed.</source>
        <translation>%1 konnte nicht entfernt werden.</translation>
    </message>
    <message>
        <source>A secret has at most %1 bytes.</source>
        <translation>Ein Geheimnis hat höchstens %1 Bytes.</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>%1 konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 can be read by others, so it is not used. Enter the secret again.</source>
        <translation>%1 können auch andere lesen und wird deshalb nicht verwendet. Gib das Geheimnis neu ein.</translation>
    </message>
    <message>
        <source>%1 holds no secret.</source>
        <translation>In %1 steht kein Geheimnis.</translation>
    </message>
</context>
<context>
    <name>msao::ui::ServerView</name>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>lost · as it was last</source>
        <translation>verloren · zuletzt so</translation>
    </message>
    <message numerus="yes">
        <source>%n edge(s) connected</source>
        <translation>
            <numerusform>%n Edge verbunden</numerusform>
            <numerusform>%n Edges verbunden</numerusform>
        </translation>
    </message>
    <message>
        <source>conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>answers a pass</source>
        <translation>Antworten je Durchlauf</translation>
    </message>
    <message>
        <source>tokens a pass</source>
        <translation>Tokens je Durchlauf</translation>
    </message>
    <message>
        <source>a pass takes</source>
        <translation>ein Durchlauf dauert</translation>
    </message>
    <message>
        <source>cache in use</source>
        <translation>Cache belegt</translation>
    </message>
    <message>
        <source>No server figures</source>
        <translation>Keine Zahlen vom Server</translation>
    </message>
    <message>
        <source>A connected cloud tells of itself with every sign of life.</source>
        <translation>Eine verbundene Cloud sagt mit jedem Lebenszeichen, wie es um sie steht.</translation>
    </message>
    <message>
        <source>answers held</source>
        <translation>gehaltene Antworten</translation>
    </message>
</context>
<context>
    <name>msao::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Reset this page</source>
        <translation>Diese Seite zurücksetzen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Server and link</source>
        <translation>Server und Verbindung</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>ws://host:port or wss://host:port</source>
        <translation>ws://host:port oder wss://host:port</translation>
    </message>
    <message>
        <source>Name of the token</source>
        <translation>Name des Zugangs</translation>
    </message>
    <message>
        <source>As the server&apos;s file of tokens has it</source>
        <translation>Wie er in der Datei des Servers steht</translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>A folder with config.json; empty: the demo pair&apos;s</source>
        <translation>Ein Ordner mit config.json; leer: das der Demo</translation>
    </message>
    <message>
        <source>Emulated link</source>
        <translation>Emulierte Verbindung</translation>
    </message>
    <message>
        <source>Such as 300mbit,20ms; empty: the link as it is</source>
        <translation>Etwa 300mbit,20ms; leer: die Verbindung, wie sie ist</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Folder for recordings</source>
        <translation>Ordner für Aufzeichnungen</translation>
    </message>
    <message>
        <source>Empty: among your documents</source>
        <translation>Leer: bei deinen Dokumenten</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Secret of the token</source>
        <translation>Geheimnis des Zugangs</translation>
    </message>
    <message>
        <source>Kept in %1, which only you may read</source>
        <translation>Liegt in %1, das nur du lesen darfst</translation>
    </message>
    <message>
        <source>The secret is kept in %1, which only you may read.</source>
        <translation>Das Geheimnis liegt in %1, das nur du lesen darfst.</translation>
    </message>
    <message>
        <source>kept; type to replace it</source>
        <translation>vorhanden; tippen, um es zu ersetzen</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keines</translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation>Keine Einstellung heißt so.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>For wss://: a PEM file; empty: this machine&apos;s</source>
        <translation>Für wss://: eine PEM-Datei; leer: die dieses Rechners</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>%1 cannot be read. Choose a file with certificates in PEM, or none.</source>
        <translation>%1 kann nicht gelesen werden. Wähle eine Datei mit Zertifikaten in PEM oder keine.</translation>
    </message>
    <message>
        <source>A certificate authority needs an encrypted server, whose address begins with wss://.</source>
        <translation>Eine Zertifizierungsstelle braucht einen verschlüsselten Server, dessen Adresse mit wss:// beginnt.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Goes on with this server now; an answer that is coming is cancelled</source>
        <translation>Macht jetzt mit diesem Server weiter; eine Antwort, die gerade kommt, wird abgebrochen</translation>
    </message>
    <message>
        <source>Name the server here, then press Connect.</source>
        <translation>Trag hier den Server ein und drück dann auf Verbinden.</translation>
    </message>
    <message>
        <source>The edge has no draft model, and no demo pair is installed that has one: choose a folder for it here, then press Connect.</source>
        <translation>Der Edge fehlt ein Entwurfsmodell, und kein Demo-Paar ist installiert, das eines hätte: Wähle hier seinen Ordner und drück dann auf Verbinden.</translation>
    </message>
</context>
<context>
    <name>msao::ui::StatusChips</name>
    <message>
        <source>State of the run</source>
        <translation>Zustand des Laufs</translation>
    </message>
    <message>
        <source>Replay · %1</source>
        <translation>Wiedergabe · %1</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Live · %1</source>
        <translation>Live · %1</translation>
    </message>
    <message>
        <source>Unplugged · local only, unverified</source>
        <translation>Getrennt · nur lokal, ungeprüft</translation>
    </message>
    <message>
        <source>Cloud lost · local only, unverified</source>
        <translation>Cloud verloren · nur lokal, ungeprüft</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>Cloud %1</source>
        <translation>Cloud %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No recording open</source>
        <translation>Keine Aufzeichnung offen</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>Aufnahme läuft</translation>
    </message>
    <message>
        <source>%1 · emulated: %2</source>
        <translation>%1 · emuliert: %2</translation>
    </message>
    <message>
        <source>microphone open</source>
        <translation>Mikrofon offen</translation>
    </message>
    <message>
        <source>screen is read</source>
        <translation>Bildschirm wird gelesen</translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation>künstlich</translation>
    </message>
    <message>
        <source>scripted: %1</source>
        <translation>nach Drehbuch: %1</translation>
    </message>
    <message>
        <source>edge on the CPU, real speed</source>
        <translation>Edge auf der CPU, echtes Tempo</translation>
    </message>
    <message>
        <source>edge on the GPU, real speed</source>
        <translation>Edge auf der GPU, echtes Tempo</translation>
    </message>
</context>
<context>
    <name>msao::ui::TalkButton</name>
    <message>
        <source>No audio encoder</source>
        <translation>Kein Audio-Encoder</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>Hört zu…</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Öffnet…</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation>Halten und sprechen</translation>
    </message>
    <message>
        <source>The microphone is muted: it is closed, and stays so until it is not muted any more.</source>
        <translation>Das Mikrofon ist stumm: Es ist geschlossen und bleibt es, bis es nicht mehr stumm ist.</translation>
    </message>
    <message>
        <source>Hold to talk, or press, talk and press again. %1: %2</source>
        <comment>key, then the microphone&apos;s name</comment>
        <translation>Halten und sprechen, oder drücken, sprechen und wieder drücken. %1: %2</translation>
    </message>
    <message>
        <source>Hold to talk (%1). No microphone is open before you have chosen one.</source>
        <translation>Halten und sprechen (%1). Kein Mikrofon ist offen, bevor du eines gewählt hast.</translation>
    </message>
</context>
<context>
    <name>msao::ui::TimelineFigure</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Timeline: %1, planned %2</source>
        <translation>Zeitverlauf: %1, geplant %2</translation>
    </message>
    <message>
        <source>Nobody worked yet, so there is no timeline.</source>
        <translation>Noch hat niemand gearbeitet, also gibt es keinen Zeitverlauf.</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>Edge</translation>
    </message>
    <message>
        <source>link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>drafts thrown away</source>
        <translation>verworfene Entwürfe</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>ms since the question</source>
        <translation>ms seit der Frage</translation>
    </message>
</context>
<context>
    <name>msao::ui::TimelineLanes</name>
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
</context>
<context>
    <name>msao::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
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
    <message>
        <source>busy</source>
        <translation>belegt</translation>
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
    <message>
        <source>, </source>
        <translation>, </translation>
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
<context>
    <name>msao::ui::Transcript</name>
    <message>
        <source>%1 accepted</source>
        <translation>%1 angenommen</translation>
    </message>
    <message>
        <source>%1 corrected</source>
        <translation>%1 korrigiert</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>%1 verworfen</translation>
    </message>
    <message>
        <source>%1 unverified</source>
        <translation>%1 ungeprüft</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartend</translation>
    </message>
    <message>
        <source>%1 proposed = %2</source>
        <translation>%1 vorgeschlagen = %2</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>still running</source>
        <translation>läuft noch</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>First token after</source>
        <translation>Erstes Token nach</translation>
    </message>
    <message>
        <source>%1, %2 a second</source>
        <translation>%1, %2 je Sekunde</translation>
    </message>
    <message>
        <source>Tokens of the answer</source>
        <translation>Token der Antwort</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Tokens of the cloud&apos;s own</source>
        <translation>Eigene Token der Cloud</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Cloud time per token</source>
        <translation>Cloud-Zeit je Token</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message numerus="yes">
        <source>θ %1, %n draft(s) a batch, %2 predicted</source>
        <translation>
            <numerusform>θ %1, %n Entwurf je Stapel, %2 vorhergesagt</numerusform>
            <numerusform>θ %1, %n Entwürfe je Stapel, %2 vorhergesagt</numerusform>
        </translation>
    </message>
    <message>
        <source>MSAO Studio: transcript</source>
        <translation>MSAO Studio: Mitschrift</translation>
    </message>
    <message>
        <source>Nothing was asked in this run.</source>
        <translation>In diesem Lauf wurde nichts gefragt.</translation>
    </message>
    <message>
        <source>No answer yet.</source>
        <translation>Noch keine Antwort.</translation>
    </message>
</context>
<context>
    <name>msao::ui::TunePanel</name>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Who drafts, who verifies, and whether the probe looks first</source>
        <translation>Wer entwirft, wer prüft, und ob die Sonde zuerst hinsieht</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>The paper&apos;s algorithm to the letter, or drafts by expected gain</source>
        <translation>Der Algorithmus des Artikels buchstabengetreu, oder Entwürfe nach erwartetem Gewinn</translation>
    </message>
    <message>
        <source>θ percentile</source>
        <translation>θ-Perzentil</translation>
    </message>
    <message>
        <source>Where the entropy gate begins: this share of tokens counts as confident</source>
        <translation>Wo die Entropieschranke beginnt: dieser Anteil der Tokens gilt als sicher</translation>
    </message>
    <message>
        <source>δ decay of θ</source>
        <translation>δ, Abnahme von θ</translation>
    </message>
    <message>
        <source>After an offload θ is multiplied by this: smaller means warier, sooner</source>
        <translation>Nach einer Auslagerung wird θ hiermit multipliziert: kleiner heißt schneller vorsichtig</translation>
    </message>
    <message>
        <source>N_max drafts</source>
        <translation>N_max Entwürfe</translation>
    </message>
    <message>
        <source>The longest batch the edge drafts before it asks</source>
        <translation>Der längste Stapel, den die Edge entwirft, bevor sie fragt</translation>
    </message>
    <message>
        <source>P_target</source>
        <translation>P_target</translation>
    </message>
    <message>
        <source>The acceptance at which the draft length is planned</source>
        <translation>Die Annahmequote, nach der die Entwurfslänge geplant wird</translation>
    </message>
    <message>
        <source>ε_Q quality</source>
        <translation>ε_Q Qualität</translation>
    </message>
    <message>
        <source>How much quality pruning may cost; 0 sends everything</source>
        <translation>Wie viel Qualität das Kürzen kosten darf; 0 sendet alles</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>0 is greedy: always the most likely token</source>
        <translation>0 ist gierig: immer das wahrscheinlichste Token</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>In tokens</source>
        <translation>In Tokens</translation>
    </message>
    <message>
        <source>Cloud&apos;s own steps</source>
        <translation>Eigene Schritte der Cloud</translation>
    </message>
    <message>
        <source>How many tokens the cloud may draw by itself while it waits for drafts</source>
        <translation>Wie viele Tokens die Cloud selbst ziehen darf, während sie auf Entwürfe wartet</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>Adaptiv</translation>
    </message>
    <message>
        <source>Paper (Algorithm 1)</source>
        <translation>Artikel (Algorithmus 1)</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>Abstimmen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>The values of the paper</source>
        <translation>Die Werte des Artikels</translation>
    </message>
    <message>
        <source>from the next question on</source>
        <translation>ab der nächsten Frage</translation>
    </message>
    <message>
        <source>Pruning by</source>
        <translation>Kürzen nach</translation>
    </message>
    <message>
        <source>Who says which tokens of a picture or sound matter, so that the others need not travel</source>
        <translation>Wer sagt, auf welche Tokens eines Bildes oder Klangs es ankommt, damit die anderen nicht reisen müssen</translation>
    </message>
    <message>
        <source>τ_s background</source>
        <translation>τ_s Hintergrund</translation>
    </message>
    <message>
        <source>A token less important than this counts as background (ρ)</source>
        <translation>Ein weniger wichtiges Token gilt als Hintergrund (ρ)</translation>
    </message>
    <message>
        <source>λ_spatial</source>
        <translation>λ_spatial</translation>
    </message>
    <message>
        <source>How much background makes a modality sparse</source>
        <translation>Wie sehr Hintergrund eine Modalität dünn macht</translation>
    </message>
    <message>
        <source>λ_temp</source>
        <translation>λ_temp</translation>
    </message>
    <message>
        <source>How much standing still makes a clip sparse</source>
        <translation>Wie sehr Stillstand einen Clip dünn macht</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>With a temperature: draws among so many of the likeliest tokens</source>
        <translation>Mit einer Temperatur: zieht unter so vielen der wahrscheinlichsten Tokens</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>With a temperature: draws among the likeliest tokens that make up this share</source>
        <translation>Mit einer Temperatur: zieht unter den wahrscheinlichsten Tokens, die diesen Anteil ausmachen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>With a temperature: the same seed draws the same answer</source>
        <translation>Mit einer Temperatur: derselbe Startwert zieht dieselbe Antwort</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>Das Beste, was da ist</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
</context>
</TS>
