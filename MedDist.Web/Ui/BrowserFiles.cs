using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using Microsoft.AspNetCore.Components.Forms;

namespace MedDist.Web.Ui;

/// <summary>Files of a file field, as the services take them: nothing is read before a service wants it, and then piece by piece.</summary>
internal static class BrowserFiles
{
    public static UploadedFile Of(IBrowserFile file, Action<long>? progress = null) =>
        new(file.Name, cancel => file.OpenReadStream(UploadRules.MaxBytes, cancel)) { Bytes = file.Size, Progress = progress };
}
