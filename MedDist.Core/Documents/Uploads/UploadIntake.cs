using System.Buffers;
using MedDist.Core.Kernel;

namespace MedDist.Core.Documents.Uploads;

/// <summary>
/// Takes files in: from the sender through a scratch file, where it is looked at, to its place. The first bytes are looked at before more is read, and reading stops at the limit; what is refused, cut off
/// or given up leaves nothing behind. Memory stays at a few pieces however large the file is.
/// </summary>
public sealed class UploadIntake(DocumentFiles files)
{
    private const int Piece = 64 * 1024;

    /// <summary>
    /// Reads, inspects and stores a file for a document that the caller is about to save; the file goes again when the caller does not say that it keeps it. Fails as invalid with what to do.
    /// </summary>
    public async Task<Result<KeptUpload>> TakeAsync(Guid tenantId, Guid documentId, UploadedFile upload, CancellationToken cancel)
    {
        if (UploadInspection.NameProblem(upload.Name) is { } wrong)
        {
            return UploadRules.No(wrong);
        }

        await using var arrived = files.Scratch();
        if (await ReceiveAsync(upload, arrived, cancel) is { } refusal)
        {
            return refusal;
        }

        await using var cleaned = files.Scratch();
        var inspected = UploadInspection.Inspect(upload.Name, arrived, cleaned);
        if (!inspected.Succeeded)
        {
            return inspected.Failure;
        }

        var file = inspected.Value;
        file.Content.Position = 0;
        var (key, details) = await files.SaveAsync(tenantId, documentId, file.FileName, file.ContentType, file.Content, cancel);
        return new KeptUpload(files, key, details, file.IsPhoto);
    }

    private static async Task<Failure?> ReceiveAsync(UploadedFile upload, Stream to, CancellationToken cancel)
    {
        if (upload.Bytes > UploadRules.MaxBytes)
        {
            return UploadRules.TooLarge;
        }

        await using var from = upload.Open(cancel);
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            return await CopyAsync(upload, from, to, piece, cancel);
        }
        catch (Exception e) when (e is IOException or TimeoutException or InvalidOperationException)
        {
            // The sender is gone, or so slow that the connection was given up.
            return UploadRules.CutOff;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }
    }

    private static async Task<Failure?> CopyAsync(UploadedFile upload, Stream from, Stream to, byte[] piece, CancellationToken cancel)
    {
        long total = 0;
        for (var got = await from.ReadAtLeastAsync(piece, UploadInspection.Start, false, cancel); got > 0; got = await from.ReadAsync(piece, cancel))
        {
            if (total == 0 && UploadInspection.Sniff(upload.Name, piece.AsSpan(0, got)) is { Succeeded: false } sniffed)
            {
                return sniffed.Failure;
            }

            total += got;
            if (total > UploadRules.MaxBytes)
            {
                return UploadRules.TooLarge;
            }

            await to.WriteAsync(piece.AsMemory(0, got), cancel);
            upload.Progress?.Invoke(total);
        }

        return total == 0 ? UploadRules.Empty : total < upload.Bytes ? UploadRules.CutOff : null;
    }
}

/// <summary>A file in its place, whose document is not saved yet; unless <see cref="Keep"/> is said, it is taken away again.</summary>
public sealed class KeptUpload(DocumentFiles files, string key, FileDetails details, bool isPhoto) : IDisposable
{
    private bool kept;

    public string Key => key;

    public FileDetails Details => details;

    public bool IsPhoto => isPhoto;

    /// <summary>The document is saved.</summary>
    public void Keep() => kept = true;

    public void Dispose()
    {
        if (!kept)
        {
            files.Delete(key);
        }
    }
}
