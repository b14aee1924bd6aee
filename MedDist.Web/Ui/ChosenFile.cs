using MedDist.Core.Documents.Uploads;
using Microsoft.AspNetCore.Components.Forms;

namespace MedDist.Web.Ui;

/// <summary>A file that somebody chose. It is still in the browser: a service that takes it in reads it, piece by piece, and <paramref name="progressed"/> is called when one more percent has come.</summary>
public sealed class ChosenFile(IBrowserFile file, Action progressed)
{
    public string Name => file.Name;

    /// <summary>How much of it has come.</summary>
    public int Percent { get; private set; }

    /// <summary>As services take it in.</summary>
    public UploadedFile Upload => BrowserFiles.Of(file, Show);

    private void Show(long read)
    {
        var percent = file.Size == 0 ? 100 : (int)(read * 100 / file.Size);
        if (percent != Percent)
        {
            Percent = percent;
            progressed();
        }
    }
}
