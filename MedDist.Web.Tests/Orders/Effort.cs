using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MedDist.Core.Tests.Support;
using Microsoft.Playwright;
using Shouldly;

namespace MedDist.Web.Tests.Orders;

/// <summary>What somebody did with the hands in a browser, as the browser itself counted it.</summary>
/// <param name="Interactions">Things done: a field worked on until it is left, a command, a click, a run of Tabs over what stays as it is.</param>
/// <param name="Keys">Presses; Shift, Ctrl and Alt are presses of their own.</param>
/// <param name="Clicks">With the mouse.</param>
/// <param name="Moves">How often the hand went between keyboard and mouse.</param>
internal sealed record Effort(int Interactions, int Keys, int Clicks, int Moves)
{
    // Card, Moran and Newell, The keystroke-level model for user performance time with interactive systems (1980), in seconds.
    private const double Key = 0.2; // an average typist
    private const double Point = 1.1;
    private const double Click = 0.2; // down and up
    private const double Home = 0.4;
    private const double Think = 1.35;

    /// <summary>Counts in every document of a tab, from the first one on; only what a person would do, never what a script does.</summary>
    private const string Script = """
        (() => {
          let last = null;
          const count = act => {
            const sum = JSON.parse(sessionStorage.getItem('effort') ?? '{"Interactions":0,"Keys":0,"Clicks":0,"Moves":0}');
            act(sum);
            sessionStorage.setItem('effort', JSON.stringify(sum));
          };
          const hand = (sum, now) => {
            if (sum.Hand && sum.Hand !== now) sum.Moves++;
            sum.Hand = now;
          };
          addEventListener('keydown', e => {
            if (!e.isTrusted || e.repeat) return;
            count(sum => {
              hand(sum, 'keyboard');
              sum.Keys++;
              if (['Shift', 'Control', 'Alt', 'Meta'].includes(e.key)) return;
              // Capitals and the signs above the digits come without the press of Shift that they take.
              if (!e.shiftKey && /^[A-Z~!@#$%^&*()_+{}|:"<>?]$/.test(e.key)) sum.Keys++;
              const own = e.composedPath()[0];
              const what = e.ctrlKey || e.altKey || e.metaKey ? {} : e.key === 'Tab' && last !== own ? 'passing' : own;
              if (what !== last) sum.Interactions++;
              last = e.key === 'Tab' && what === own ? null : what;
            });
          }, true);
          addEventListener('pointerdown', e => {
            if (!e.isTrusted) return;
            count(sum => { hand(sum, 'mouse'); sum.Clicks++; sum.Interactions++; });
            last = e.composedPath()[0];
          }, true);
        })();
        """;

    /// <summary>How long this takes by the keystroke-level model, without the answers of the server.</summary>
    public double Seconds => (Keys * Key) + (Clicks * (Point + Click)) + (Moves * Home) + (Interactions * Think);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Interactions} interactions, {Keys} keys, {Clicks} clicks, {Seconds:0} s");

    /// <summary>Begins to count in a context whose pages are still to come.</summary>
    public static Task CountAsync(IBrowserContext context) => context.AddInitScriptAsync(Script);

    /// <summary>What has been done in a tab so far.</summary>
    public static async Task<Effort> OfAsync(IPage page) => JsonSerializer.Deserialize<Effort>(await page.EvaluateAsync<string>("sessionStorage.getItem('effort')"))!;

    /// <summary>Is no more than the decision record promises for this case, and the record's seconds are those of its counts.</summary>
    public void ShouldBeAsRecorded(string what)
    {
        var record = Regex.Replace(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "adr", "0018-order-drafts-and-the-journal.md")), @"\s+", " ");
        var found = Regex.Match(record, $@"{what}: (?<i>\d+) interactions, (?<k>\d+) keys, (?<c>\d+) clicks?, (?<s>\d+) s");
        found.Success.ShouldBeTrue($"docs/adr/0018 says nothing of “{what}”; it is: {this}");
        int Number(string name) => int.Parse(found.Groups[name].Value, CultureInfo.InvariantCulture);
        var told = new Effort(Number("i"), Number("k"), Number("c"), Number("c"));
        Math.Round(told.Seconds).ShouldBe(Number("s"), $"the seconds in docs/adr/0018 for “{what}”");
        (Interactions <= told.Interactions && Keys <= told.Keys && Clicks <= told.Clicks && Seconds <= told.Seconds + 0.5).ShouldBeTrue($"docs/adr/0018 promises {told} for “{what}”; it is: {this}");
    }
}
