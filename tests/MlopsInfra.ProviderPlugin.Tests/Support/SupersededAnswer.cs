using System.Text.Json.Nodes;
using MlopsInfra.EngineRecordings;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>A recorded answer of a plugin that was wrong, because the real provider answers something else.</summary>
/// <param name="Reason">What the real provider does.</param>
/// <param name="Supersede">Changes a recorded answer to the right one; says whether it did.</param>
internal sealed record SupersededAnswer(string Reason, Func<RecordedCall, JsonObject, bool> Supersede)
{
    private static readonly Dictionary<string, string> ApiVersions = new()
    {
        ["azure-native:resources:ResourceGroup"] = "2024-03-01",
        ["azure-native:storage:StorageAccount"] = "2024-01-01",
        ["azure-native:storage:BlobContainer"] = "2024-01-01",
    };

    /// <summary>All that are known.</summary>
    public static IReadOnlyList<SupersededAnswer> All { get; } =
    [
        new("Since version 3 the check puts the API version into the inputs of every type that has one.",
            (call, answer) => call.Method == "Check" && AddApiVersion(call, answer)),
        new("A read keeps the inputs of the state where Azure's answer does not differ from its outputs: the API version, too.",
            (call, answer) => call.Method == "Read" && AddApiVersion(call, answer)),
        new("Every replacement of a resource with a given name deletes the old one first, whether the id changes or not.",
            DeleteBeforeReplace),
        new("The preview of an update knows the inputs, name and location; all else is left out, which is unknown.",
            OnlyWhatIsKnown),
        new("A storage account says how it is encrypted, though nobody asked for it.", SaysItsEncryption),
    ];

    private static bool AddApiVersion(RecordedCall call, JsonObject answer)
    {
        answer["inputs"]!["azureApiVersion"] = ApiVersions[call.Type];
        return true;
    }

    private static bool OnlyWhatIsKnown(RecordedCall call, JsonObject answer)
    {
        if (call.Method != "Update" || (bool?)call.Request["preview"] != true) return false;
        var properties = answer["properties"]!.AsObject();
        return properties.Remove("properties") & properties.Remove("type");
    }

    private static bool SaysItsEncryption(RecordedCall call, JsonObject answer)
    {
        if (call.Type != "azure-native:storage:StorageAccount" || call.Method is not ("Create" or "Read")
            || (bool?)call.Request["preview"] == true) return false;
        JsonObject Service() => new() { ["enabled"] = true, ["keyType"] = "Account", ["lastEnabledTime"] = RecordedCall.Time };
        answer["properties"]!["encryption"] = new JsonObject
        {
            ["keySource"] = "Microsoft.Storage",
            ["services"] = new JsonObject { ["blob"] = Service(), ["file"] = Service() },
        };
        return true;
    }

    private static bool DeleteBeforeReplace(RecordedCall call, JsonObject answer)
    {
        if (call.Method != "Diff" || answer["replaces"] is null) return false;
        answer["deleteBeforeReplace"] = true;
        return true;
    }
}
