// What is known of the recording as a whole.

/** Shows it; `go` is called with an event to go to. */
function showHead(recording, go) {
  const { head } = recording;
  document.title = `${lineText(head.file)} – recording`;
  byId("file").replaceChildren();
  addText(byId("file"), head.file);
  addText(byId("document"), `${head.document}, ${head.framing}`);
  const end = byId("end");
  end.className = `end ${head.end}`;
  const marks = { whole: "✓", unsure: "•", cut: "⋯", failed: "✕" };
  const names = { whole: "whole", unsure: "ended", cut: "cut off", failed: "failed" };
  const mark = make("span", "mark", marks[head.end]);
  mark.setAttribute("aria-hidden", "true");
  end.append(make("strong", "", mark, names[head.end]), addText(make("span", ""), head.ended));
  if (head.ended_at !== null) end.append(link(`event ${numbers.format(head.ended_at + 1)}`, () => go(head.ended_at)));
  end.hidden = false;
  byId("facts").append(...headFacts(recording, go));
  showResponse(recording);
}

function link(text, follow) {
  const link = make("button", "link", text);
  link.type = "button";
  link.addEventListener("click", follow);
  return link;
}

function headFacts(recording, go) {
  const { head, time } = recording;
  const facts = [term("Status", String(head.status)), term("Events", numbers.format(recording.eventCount)),
    term("Bytes", sizeText(head.bytes))];
  const fact = (name, ...value) => facts.push(term(name, ...value));
  if (time) {
    fact("Duration", spanText(recording.duration));
    if (recording.eventCount > 0) fact("First event after", spanText(time[0]));
    const longest = recording.longestGap;
    if (longest > 0) {
      fact("Longest gap", spanText(recording.gapOf(longest)), " ", link(`before event ${numbers.format(longest + 1)}`, () => go(longest)));
    }
  } else {
    fact("Times", "none recorded");
  }
  const problems = recording.state.reduce((count, it) => count + (STATES[it].isProblem ? 1 : 0), 0);
  fact("Problems", numbers.format(problems));
  return facts;
}

function showResponse(recording) {
  const { head } = recording;
  const more = byId("more");
  const response = byId("response");
  for (const note of head.notes) response.append(addText(make("p", ""), note));
  if (!recording.time) {
    response.append(make("p", "", "No times were recorded, so there is no time axis: events stand in their order."));
  }
  const list = make("dl", "headers");
  list.append(term("Transport", addText(make("span", ""), head.transport)));
  for (const [name, value] of head.headers) {
    list.append(make("div", "", addText(make("dt", ""), name), addText(make("dd", ""), value)));
  }
  response.append(list);
  more.hidden = false;
}
