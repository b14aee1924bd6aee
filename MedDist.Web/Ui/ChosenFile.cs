namespace MedDist.Web.Ui;

/// <summary>A file that somebody chose, read as a whole and not kept anywhere yet.</summary>
public sealed record ChosenFile(string Name, byte[] Content)
{
    /// <summary>As services take it in.</summary>
    public Core.Documents.Uploads.UploadedFile Upload => new(Name, _ => new MemoryStream(Content, writable: false)) { Bytes = Content.Length };
}
