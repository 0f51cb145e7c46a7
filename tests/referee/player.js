// Compiles ink stories and plays them: a request on each line of standard input, its answer on a line of standard output,
// both JSON. Run as `node player.js FOLDER`, where FOLDER holds node_modules/inkjs.
//
// request   source, variables: [name], plays: [[number]]: the choice to take at each turn, modulo the number of options
// answer    complaints: [text] of compiler and player; plays: [[step]], a step being what came before each choice and at
//           the end: lines and options: [[text, [tag]]], values: [number]
const readline = require('readline');
const { Compiler, CompilerOptions } = require(require.resolve('inkjs/full', { paths: [process.argv[2]] }));
const PATIENCE = 10000; // milliseconds, for a line of output that takes one at most
const LINES = 10000; // more than any text here has

function lines(story) {
  const found = [];
  while (story.canContinue) {
    story.ContinueAsync(PATIENCE);
    if (!story.asyncContinueComplete) throw new Error(`expected a line within ${PATIENCE} ms, found none`);
    if (found.length >= LINES) throw new Error(`expected at most ${LINES} lines to the next choice, found more`);
    found.push([story.currentText.replace(/\n$/, ''), story.currentTags]);
  }
  return found;
}

function step(story, variables) {
  return {
    lines: lines(story),
    options: story.currentChoices.map((choice) => [choice.text, choice.tags || []]),
    values: variables.map((name) => story.variablesState.$(name)),
  };
}

function play(story, variables, picks) {
  story.ResetState();
  const steps = [step(story, variables)];
  for (const pick of picks) {
    const open = story.currentChoices.length;
    if (!open) break;
    story.ChooseChoiceIndex(pick % open);
    steps.push(step(story, variables));
  }
  return steps;
}

function answer({ source, variables, plays }) {
  const complaints = [];
  const note = (message) => complaints.push(String(message));
  try {
    const story = new Compiler(source, new CompilerOptions(null, [], false, note)).Compile();
    story.onError = note;
    return { complaints, plays: plays.map((picks) => play(story, variables, picks)) };
  } catch (error) {
    note(error);
    return { complaints, plays: [] };
  }
}

readline.createInterface({ input: process.stdin }).on('line', (request) => {
  process.stdout.write(JSON.stringify(answer(JSON.parse(request))) + '\n');
});
