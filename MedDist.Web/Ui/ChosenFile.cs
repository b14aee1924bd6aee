namespace MedDist.Web.Ui;

/// <summary>A file that somebody chose, read as a whole and not kept anywhere yet.</summary>
public sealed record ChosenFile(string Name, byte[] Content);
