using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Shipping;
using Microsoft.AspNetCore.Components.Forms;

namespace MedDist.Web.Shipping;

/// <summary>Reads a file of a file field, up to the size that may be kept.</summary>
internal static class Uploads
{
    public static async Task<Result<UploadedFile>> ReadAsync(IBrowserFile file, CancellationToken cancel = default)
    {
        if (file.Size > UploadRules.MaxBytes)
        {
            return new Failure.Invalid("File", $"The file is too large. Keep it under {UploadRules.MaxBytes / 1024 / 1024} MB.");
        }

        await using var stream = file.OpenReadStream(UploadRules.MaxBytes, cancel);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancel);
        return new UploadedFile(file.Name, content.ToArray());
    }
}
