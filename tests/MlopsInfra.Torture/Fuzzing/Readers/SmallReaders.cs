using System.CommandLine;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Commands;
using MlopsInfra.Components;
using MlopsInfra.Contract;
using MlopsInfra.Contract.Tests;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.Torture.Fuzzing.Mutations;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>Readers of one value each: ids, tokens, times, arguments.</summary>
internal static class SmallReaders
{
    private const string Workspace = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/"
        + "Microsoft.MachineLearningServices/workspaces/mlw/onlineEndpoints/a";

    private const string Query = "sv=2024-11-04&st=2026-01-01T00%3A00%3A00Z&se=2030-01-01T00%3A00%3A00Z&sr=b&sp=r"
        + "&scid=AAAA&sig=AAAA";

    public static IEnumerable<FuzzedReader> All
    {
        get
        {
            string[] ids = [Workspace, "/subscriptions/00000000-0000-0000-0000-000000000001",
                "/providers/Microsoft.Management/managementGroups/a/providers/A.B/c/d"];
            yield return FuzzedReader.OfText("ids of resources", ids, SeedFiles.Words(ids), text =>
            {
                if (!ResourceId.TryParse(text, out var id)) return;
                _ = (id.Parent?.Value, id.Name, id.Type.ToString(), id.ResourceGroupName, id.GetHashCode());
                if (!id.Equals(ResourceId.Parse(id.Value))) throw new InternalErrorException($"{id} is not itself");
            }, _ => false);

            string[] times = ["0 3 * * 1", "*/15 8-17 * * MON-FRI", "0,30 0 * * 7", "5/10 1-5/2 * * sun,2"];
            yield return FuzzedReader.OfText("cron expressions", times,
                [.. SeedFiles.Words(times), "2147483647", "*/2147483647", "59-0", "30-59/2147483647"],
                text => CronSchedule.Read(text, out _), _ => false);

            var keys = ServerKeys.Create();
            var issuer = new LocalTokenIssuer("t", "d", keys, TimeProvider.System);
            var token = issuer.Issue("https://management.azure.com/.default").Value;
            yield return FuzzedReader.OfText("access tokens", [token, $"Bearer {token}"], ["Bearer ", ".", "=", "eyJ", "e30"],
                text =>
            {
                issuer.Check(text, "https://management.azure.com");
                issuer.PlaceOf(text);
                issuer.ObjectIdOf(text);
            }, _ => false);

            var signatures = new SharedAccessSignatures(keys, TimeProvider.System);
            yield return FuzzedReader.OfText("signatures of blobs", ["account.blob.core.windows.net /container/a/b?" + Query,
                "localhost /account/container?" + Query],
                [.. SeedFiles.Words([Query]), "%ZZ", "%C3", "+"], text =>
            {
                var parts = text.Split(' ', 2);
                var place = parts[^1].Split('?', 2);
                if (BlobAddress.Parse(parts[0], place[0]) is not { } address) return;
                var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(place[^1]);
                string? Value(string name) => query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;
                signatures.Check(Value, address);
                signatures.PlaceOf(Value, address);
            }, _ => false);

            string[] ranges = ["bytes=0-5", "bytes=7-", "bytes=-5", "bytes=0-1,3-4"];
            yield return FuzzedReader.OfText("ranges of blobs", ranges, SeedFiles.Words(ranges), text =>
                BlobRange.Parse(text, 10),
                exception => exception is StorageException);

            yield return new FuzzedReader("outputs of an environment", InputForm.Json, Outputs, [], input =>
                EnvironmentOutputs.Parse(InputText.Of(input)),
                exception => exception is EnvironmentOutputsException);

            var root = RootCommandFactory.Create();
            string[] lines = ["local\nup\ndev\n--json", "local\npreview\ndev\n--against\nx.json\n--markdown\ny.md",
                "publish\ndev\n--local\n--entry\na.yml", "release\n--help", "model\nlist"];
            yield return FuzzedReader.OfText("arguments of the command", lines, [.. Options(root)], text =>
            {
                var parsed = root.Parse(text.Split('\n'));
                if (parsed.Errors.Count > 0) _ = UsageErrors.Of(parsed).Message;
            }, _ => false) with { Weight = 0.5 };
        }
    }

    private static IEnumerable<string> Options(Command command) => command.Options.SelectMany(option =>
        option.Aliases.Append(option.Name))
        .Append(command.Name).Append("@file").Append("[parse]").Concat(command.Subcommands.SelectMany(Options)).Distinct();

    private static IEnumerable<byte[]> Outputs() => [InputText.Bytes(PrintedOutputs.Create().ToJsonString())];
}
