using System.Text;
using CsCheck;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review.Tests.Support;

namespace MlopsInfra.Review.Tests;

public sealed class StackSnapshotTests
{
    [Fact]
    public void The_order_in_which_resources_came_up_does_not_show() =>
    Gen.Select(SampleGen.Snapshot, Gen.Int).Sample((snapshot, seed) =>
    {
        var shuffled = snapshot.Resources.ToArray();
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(Text(snapshot), Text(new StackSnapshot("dev", shuffled)));
    });

    [Fact]
    public void What_a_resource_depends_on_comes_before_it() => SampleGen.Snapshot.Sample(snapshot =>
    {
        var seen = new HashSet<string>();
        foreach (var resource in snapshot.Resources)
        {
            Assert.Superset(resource.Dependencies.Append(resource.Parent ?? resource.Urn).Except([resource.Urn]).ToHashSet(),
                seen);
            seen.Add(resource.Urn);
        }
    });

    [Fact]
    public async Task A_file_gives_back_what_was_written_but_no_secret() => await SampleGen.Snapshot.SampleAsync(async snapshot =>
    {
        var text = Text(snapshot);
        Assert.DoesNotContain("hush", text);
        var file = TestFolders.CreateFile();
        try
        {
            await File.WriteAllTextAsync(file, text);
            var read = new StackSnapshot("dev", await StateExport.ReadAsync(file));
            Assert.Equal(text, Text(read));
            Assert.Equal(snapshot.Resources.Select(resource => resource.Inputs.ContainsSecrets),
                read.Resources.Select(resource => resource.Inputs.ContainsSecrets));
        }
        finally
        {
            File.Delete(file);
        }
    }, iter: 50);

    [Fact]
    public void Providers_of_the_engine_and_their_random_ids_are_left_out()
    {
        var provider = new ResourceRecord { Urn = "urn:pulumi:dev::test::pulumi:providers:azure-native::default_3_28_0",
            Type = "pulumi:providers:azure-native", Custom = true, Id = Guid.NewGuid().ToString() };
        var own = provider with { Urn = "urn:pulumi:dev::test::pulumi:providers:azure-native::west" };
        var snapshot = Sample.Snapshot(
            provider, own, Sample.Account with { Provider = $"{provider.Urn}::{provider.Id}" },
            Sample.Identity with { Provider = $"{own.Urn}::{own.Id}" });

        Assert.Null(snapshot.Find(provider.Urn));
        Assert.Null(snapshot.Find(Sample.Account.Urn)!.Provider);
        Assert.Equal("west", snapshot.Find(own.Urn)!.Id);
        Assert.Equal($"{own.Urn}::west", snapshot.Find(Sample.Identity.Urn)!.Provider);
    }

    [Fact]
    public void A_resource_is_shown_with_its_component_within_the_environment()
    {
        var snapshot = Sample.Snapshot(Sample.Account, Sample.Identity);
        Assert.Equal("data", StackSnapshot.NameOf(snapshot.ComponentOf(Sample.Account)!.Urn));

        var besides = Sample.Resource("storage:StorageAccount", "besides", null, null);
        Assert.Null(Sample.Snapshot(besides).ComponentOf(besides));
    }

    private static string Text(StackSnapshot snapshot)
    {
        using var stream = new MemoryStream();
        StateExport.Write(stream, snapshot.Resources);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
