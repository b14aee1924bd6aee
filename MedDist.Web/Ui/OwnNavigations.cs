namespace MedDist.Web.Ui;

/// <summary>What a change of the address, as the browser reports it, means to the page that is on screen.</summary>
public enum NavigationReport
{
    /// <summary>Not the page's doing (Back, Forward, a link): the page follows.</summary>
    Follow,

    /// <summary>The page's own, and known since.</summary>
    Own,

    /// <summary>From before a change of the page's own that is still on its way: that one ends up in the address bar, so this one is over.</summary>
    Overtaken,
}

/// <summary>
/// The changes of the address that a page has made and the browser has not reported yet. A page shows its change at once; the browser's report comes a round
/// trip later, when the user may be further on, and must not take the page back.
/// </summary>
public sealed class OwnNavigations(TimeProvider time)
{
    // A change that was lost with the connection is never reported.
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(5);

    private readonly Queue<(Uri Uri, DateTimeOffset At)> awaited = new();

    /// <summary>Call before the page changes the address.</summary>
    public void Expect(Uri uri) => awaited.Enqueue((uri, time.GetUtcNow()));

    /// <summary>Sorts a report of the browser.</summary>
    public NavigationReport Of(Uri uri)
    {
        while (awaited.TryPeek(out var oldest) && time.GetUtcNow() - oldest.At > AtMost)
        {
            awaited.Dequeue();
        }

        if (awaited.Count == 0)
        {
            return NavigationReport.Follow;
        }

        if (awaited.All(a => a.Uri != uri))
        {
            return NavigationReport.Overtaken;
        }

        while (awaited.Dequeue().Uri != uri)
        {
            // Reports come in order: what was skipped will not come any more.
        }

        return NavigationReport.Own;
    }
}
