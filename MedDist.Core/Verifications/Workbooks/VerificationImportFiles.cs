using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Documents;
using MedDist.Core.Kernel;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>Reads the kept file of an import again.</summary>
internal static class VerificationImportFiles
{
    public static async Task<Result<Workbook>> ReadAsync(DocumentFiles files, StagedImport import, CancellationToken cancel) =>
        await files.ReadAsync(import.FileKey, cancel) is not { } content ? ImportFailures.FileGone
        : import.IsPasted ? WorkbookReader.ReadPasted(System.Text.Encoding.UTF8.GetString(content))
        : WorkbookReader.Read(import.FileName, content);
}
