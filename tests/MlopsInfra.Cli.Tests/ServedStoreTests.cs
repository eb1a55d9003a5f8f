using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary><c>mlops local serve</c> in one terminal, other commands in another: they go through it.</summary>
public sealed class ServedStoreTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly Mlops _alone = new();

    public void Dispose()
    {
        _mlops.Dispose();
        _alone.Dispose();
    }

    [Fact]
    public async Task Every_command_does_the_same_through_a_served_store_as_without_one()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var serve = _mlops.Start("local", "serve", "dev", "--store", _mlops.Store);
        try
        {
            await serve.UntilPrintedAsync("Ctrl+C ends it.", patience.Token);
            var up = (await _mlops.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json();
            var expected = (await _alone.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json();
            // Every step, output and asset; ids are made of names, and those are the same.
            Assert.Equal(Sorted(expected, "steps"), Sorted(up, "steps"));
            Assert.Equal(expected.GetProperty("outputs").GetRawText(), up.GetProperty("outputs").GetRawText());
            Assert.Equal(expected.GetProperty("published").GetRawText(), up.GetProperty("published").GetRawText());

            var again = (await _mlops.LocalAsync("preview", "dev", "--json")).ExitsWith(0).Json().GetProperty("summary");
            Assert.Equal(expected.GetProperty("steps").GetArrayLength(), again.GetProperty("same").GetInt32());
            (await _mlops.RunAsync("publish", "dev", "--local", "--dry-run", "--store", _mlops.Store)).ExitsWith(0);
            (await _mlops.LocalAsync("destroy", "dev")).ExitsWith(0);
            // The refusal is the cloud's own, in its words and with its code.
            var refused =
                (await _mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(1).Json().GetProperty("error");
            Assert.Equal("ConflictError", refused.GetProperty("code").GetString());
            (await _mlops.LocalAsync("destroy", "dev")).ExitsWith(0);
            var purged = (await _mlops.RunAsync("purge", "dev", "--local", "--json", "--store", _mlops.Store)).ExitsWith(0).Json()
                .GetProperty("purged");
            Assert.Contains(purged.EnumerateArray(), resource => resource.GetProperty("op").GetString() == "purge");
            Assert.False(serve.HasExited);
        }
        finally
        {
            serve.Kill(entireProcessTree: true);
            await serve.WaitForExitAsync(CancellationToken.None);
        }

        // What was written through it is in the store; the file that says where it was misleads nobody.
        Assert.True(File.Exists(Path.Combine(_mlops.Store, "cloud", "server.json")));
        Assert.Empty(OpenFiles.In(_mlops.Store));
        (await _mlops.LocalAsync("up", "dev", "--no-publish")).ExitsWith(0);
    }

    private static IEnumerable<string> Sorted(System.Text.Json.JsonElement document, string member) =>
        document.GetProperty(member).EnumerateArray().Select(item => item.GetRawText()).Order(StringComparer.Ordinal);
}
