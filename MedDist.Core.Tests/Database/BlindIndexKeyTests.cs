using MedDist.Data.Database;
using Microsoft.AspNetCore.DataProtection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Database;

public sealed class BlindIndexKeyTests
{
    [Fact]
    public async Task All_nodes_that_start_at_once_hash_with_the_one_key_that_lies_protected_in_the_folder()
    {
        var keys = new EphemeralDataProtectionProvider();
        var folder = Directory.CreateTempSubdirectory("meddist-keys-").FullName;
        try
        {
            var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() => BlindIndexKey.Open(folder, keys).HashOf("1EG4TE5MK73"), TaskCreationOptions.LongRunning)));
            hashes.Distinct().ShouldHaveSingleItem().Length.ShouldBe(44);
            BlindIndexKey.Open(folder, keys).HashOf("1EG4TE5MK73").ShouldBe(hashes[0]);
            BlindIndexKey.Open(folder, keys).HashOf("1EG4TE5MK72").ShouldNotBe(hashes[0]);
            Directory.GetFiles(folder).ShouldHaveSingleItem();
            Should.Throw<System.Security.Cryptography.CryptographicException>(() => BlindIndexKey.Open(folder, new EphemeralDataProtectionProvider()));
            BlindIndexKey.Passing().HashOf("1EG4TE5MK73").ShouldNotBe(hashes[0]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
