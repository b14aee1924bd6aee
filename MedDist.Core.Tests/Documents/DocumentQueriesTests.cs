using System.Text;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using MedDist.Core.Tests.Documents.Uploads;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents;

public sealed class DocumentQueriesTests
{
    [Theory, Databases]
    public async Task A_document_is_opened_where_it_lies_and_read_by_whoever_sends_it_on(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var card = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Files.Pdf).Replace("trailer", $"%{new string(' ', 5_000_000)}\ntrailer", StringComparison.Ordinal));
        var row = (await house.AsAsync<DocumentUploads, Result<UploadRow>>(world.Ashley, u => u.AddAsync(new(DocumentOwner.Recipient, world.Recipient.Id, Files.Upload("card.pdf", card))))).Value!;

        using (var file = (await OpenAsync(house, world.Ashley, row.Id)).ShouldNotBeNull())
        {
            // The file itself, at its beginning: not a copy of it in memory.
            file.Content.ShouldBeOfType<FileStream>().Position.ShouldBe(0);
            (file.FileName, file.ContentType, file.Content.Length).ShouldBe(("card.pdf", "application/pdf", card.Length));
            using var read = new MemoryStream();
            await file.Content.CopyToAsync(read);
            read.ToArray().ShouldBe(card);
        }

        File.Delete(Directory.GetFiles(Path.Combine(house.Folder, "documents"), "*.pdf", SearchOption.AllDirectories).Single());
        (await OpenAsync(house, world.Ashley, row.Id)).ShouldBeNull("the file is gone");
    }

    private static Task<DocumentContent?> OpenAsync(House house, ICallContext who, Guid id) => house.AsAsync<DocumentQueries, DocumentContent?>(who, d => d.ContentAsync(id));
}
