namespace MedDist.Web.Shell;

/// <summary>What the browser's cookies say about the looks, carried from the request into the circuit.</summary>
/// <param name="Theme">Name of the <see cref="Shell.Theme"/>.</param>
/// <param name="Rail">Whether the navigation is collapsed to icons.</param>
/// <param name="Closed">The headings of the navigation that are folded, with dots between.</param>
public sealed record Look(string Theme, bool Rail, string Closed = "");
