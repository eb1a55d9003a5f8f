using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>Values of one namespace of the stack's configuration (C4 to C14).</summary>
public sealed partial class Config
{
    private readonly string _prefix;

    /// <summary>A name does not need a deployment, reading does (C15).</summary>
    public Config(string? name = null)
    {
        _prefix = name ?? Deployment.Current.ProjectName;
        if (_prefix.EndsWith(":config", StringComparison.Ordinal))
            _prefix = _prefix[..^":config".Length];
    }

    public string? Get(string key) => Deployment.Current.Config.Find(FullKey(key));

    public string Require(string key) => Get(key) ?? throw Missing(key);

    public bool? GetBoolean(string key) => Convert(key, ToBoolean);

    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    public int? GetInt32(string key) => Convert(key, ToInt32);

    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    public double? GetDouble(string key) => Convert(key, ToDouble);

    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    public T? GetObject<T>(string key) => GetObject<T>(key, JsonSerializerOptions.Default);

    public T? GetObject<T>(string key, JsonSerializerOptions options) =>
        Get(key) is { } text ? Parse<T>(key, text, options) : default;

    public T? RequireObject<T>(string key) => RequireObject<T>(key, JsonSerializerOptions.Default);

    public T? RequireObject<T>(string key, JsonSerializerOptions options) => Parse<T>(key, Require(key), options);

    private static bool? ToBoolean(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    private static int? ToInt32(string text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static double? ToDouble(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private T? Convert<T>(string key, Func<string, T?> convert)
        where T : struct =>
        Get(key) is not { } text ? null : convert(text) ?? throw Invalid(key, text, typeof(T).Name);

    private T? Parse<T>(string key, string text, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, options);
        }
        catch (JsonException exception)
        {
            throw Invalid(key, text, typeof(T).FullName!, exception);
        }
    }

    private string FullKey(string key) => $"{_prefix}:{key}";

    private ConfigMissingException Missing(string key) => new(
        $"Missing Required configuration variable '{FullKey(key)}'\n"
        + $"\tplease set a value using the command `pulumi config set {FullKey(key)} <value>`");

    private ConfigTypeException Invalid(string key, string value, string type, Exception? inner = null) => new(
        $"Configuration '{FullKey(key)}' value '{value}' is not a valid {type}", inner);

    // Not public: programs catch them as RunException (C8, G34).
    private sealed class ConfigMissingException(string message) : RunException(message);

    private sealed class ConfigTypeException(string message, Exception? inner) : RunException(message, inner);
}
