using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlopsInfra.Contract;

/// <summary>Reads outputs one by one and gathers what is wrong with them, so that all of it is reported at once.</summary>
internal sealed partial class OutputsReader
{
    // What `pulumi stack output --json` prints in place of a secret, unless asked for `--show-secrets`.
    private const string HiddenSecret = "[secret]";

    private readonly JsonElement _outputs;
    private readonly string _source;
    private readonly List<string> _errors = [];

    private OutputsReader(JsonElement outputs, string source)
    {
        _outputs = outputs;
        _source = source;
    }

    public static OutputsReader Open(string json, string source)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(json);
            root = document.RootElement.Clone();
            OutputTexts.Check(root);
        }
        // Half of a surrogate pair is neither text nor a JSON mistake to System.Text.Json.
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new EnvironmentOutputsException(source,
                [$"not JSON: {e.Message} Expected what 'pulumi stack output --json' prints."]);
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new EnvironmentOutputsException(source, [$"expected a JSON object with the outputs by name, as "
                + $"'pulumi stack output --json' prints it, but found {Kind(root)}."]);
        }

        return new OutputsReader(root, source);
    }

    public string Text(string name) => Text(_outputs, name, name);

    public string Guid(string name)
    {
        var text = Text(name);
        if (text.Length > 0 && !System.Guid.TryParse(text, out _)) _errors.Add($"output '{name}' is '{text}'; expected a GUID.");
        return text;
    }

    /// <summary>An output that a stack may lack: null where it is missing or null.</summary>
    public T? IfThere<T>(string name, Func<string, T> read) where T : class => Has(_outputs, name) ? read(name) : null;

    public bool Flag(string name)
    {
        if (!_outputs.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            _errors.Add($"output '{name}' is missing.");
        else if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            _errors.Add($"output '{name}' is {Kind(value)}; expected true or false.");
        else return value.GetBoolean();
        return false;
    }

    public string ResourceId(string name)
    {
        var text = Text(name);
        if (text.Length == 0 || ResourceIdPattern().IsMatch(text)) return text;
        _errors.Add($"output '{name}' is '{text}'; expected an ARM id, as in "
            + "'/subscriptions/ID/resourceGroups/NAME/providers/Microsoft.X/types/NAME'.");
        return text;
    }

    public Uri HttpsFolder(string name) => Folder(name, "an https address", Uri.UriSchemeHttps);

    // Container Instances have no TLS of their own.
    public Uri HttpFolder(string name) => Folder(name, "an http or https address", Uri.UriSchemeHttp, Uri.UriSchemeHttps);

    public string EndpointName(string name)
    {
        var text = Text(name);
        if (text.Length > 0 && (text.Length is < 3 or > 32 || !EndpointPattern().IsMatch(text)))
        {
            _errors.Add($"output '{name}' is '{text}'; an endpoint's name has 3 to 32 letters, digits and hyphens, " +
                       "begins with a letter and does not end with a hyphen.");
        }

        return text;
    }

    public DatastoreNames Datastores(string name)
    {
        if (!_outputs.TryGetProperty(name, out var stores) || stores.ValueKind != JsonValueKind.Object)
        {
            _errors.Add(stores.ValueKind is JsonValueKind.Undefined
                ? $"output '{name}' is missing."
                : $"output '{name}' is {Kind(stores)}; expected an object with trainingData, scoringInputs and predictions.");
            return new DatastoreNames("", "", "");
        }

        return new DatastoreNames(
            Text(stores, "trainingData", $"{name}.trainingData"),
            Text(stores, "scoringInputs", $"{name}.scoringInputs"),
            Text(stores, "predictions", $"{name}.predictions"))
        {
            Labels = TextIfThere(stores, "labels", name),
            Feedback = TextIfThere(stores, "feedback", name),
            BatchInputs = TextIfThere(stores, "batchInputs", name),
            Monitoring = TextIfThere(stores, "monitoring", name),
        };
    }

    /// <summary>
    /// The id has to name the same workspace as the single outputs do: a mix of two stacks would publish to the wrong one.
    /// </summary>
    public void CheckWorkspaceId(EnvironmentOutputs read)
    {
        if (read.WorkspaceId.Length == 0) return;
        var expected = $"/subscriptions/{read.SubscriptionId}/resourceGroups/{read.ResourceGroupName}" +
                       $"/providers/Microsoft.MachineLearningServices/workspaces/{read.WorkspaceName}";
        var known = read.SubscriptionId.Length > 0 && read.ResourceGroupName.Length > 0 && read.WorkspaceName.Length > 0;
        if (known && !read.WorkspaceId.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            _errors.Add(
                $"output '{OutputNames.WorkspaceId}' is '{read.WorkspaceId}', but the outputs '{OutputNames.SubscriptionId}', " +
                       $"'{OutputNames.ResourceGroupName}' and '{OutputNames.WorkspaceName}' name '{expected}'.");
        }
    }

    public void ThrowIfWrong()
    {
        if (_errors.Count > 0) throw new EnvironmentOutputsException(_source, _errors);
    }

    private Uri Folder(string name, string expected, params string[] schemes)
    {
        var text = Text(name);
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme) && text.EndsWith('/')) return uri;
        if (text.Length > 0) _errors.Add($"output '{name}' is '{text}'; expected {expected} that ends with a slash.");
        return new Uri("https://missing.invalid/");
    }

    // What came later: the outputs of a stack that was deployed before lack it.
    private string? TextIfThere(JsonElement parent, string key, string name) =>
        Has(parent, key) ? Text(parent, key, $"{name}.{key}") : null;

    private static bool Has(JsonElement parent, string key) =>
        parent.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

    private string Text(JsonElement parent, string key, string name)
    {
        if (!Has(parent, key))
        {
            _errors.Add($"output '{name}' is missing.");
            return "";
        }

        var value = parent.GetProperty(key);
        if (value.ValueKind != JsonValueKind.String)
        {
            _errors.Add($"output '{name}' is {Kind(value)}; expected a string.");
            return "";
        }

        var text = value.GetString()!;
        if (text == HiddenSecret)
        {
            _errors.Add($"output '{name}' is a secret; nothing that the post-deploy step reads may be one.");
            return "";
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            _errors.Add($"output '{name}' is empty.");
            return "";
        }

        return text;
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => $"the number {value.GetRawText()}",
        _ => value.GetRawText(),
    };

    // Name rule of batch and online endpoints, Azure Machine Learning documentation.
    [GeneratedRegex("^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$")]
    private static partial Regex EndpointPattern();

    [GeneratedRegex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/[^/]+(/[^/]+/[^/]+)+$", RegexOptions.IgnoreCase)]
    private static partial Regex ResourceIdPattern();
}
