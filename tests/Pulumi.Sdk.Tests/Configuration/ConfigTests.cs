using System.Text.Json;
using Pulumi.Testing;
using Pulumi.Sdk.Tests.Support;

namespace Pulumi.Sdk.Tests.Configuration;

/// <summary>
/// Stack configuration (C rows). The environment variable is the process's own, so the tests run one after another.
/// </summary>
[Collection(nameof(ConfigTests))]
public sealed class ConfigTests : IDisposable
{
    private const string Variable = "PULUMI_CONFIG";

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, null);

    [Fact]
    public Task C3_C5_C9_keys_are_found_by_namespace_and_values_are_text() => WithConfigAsync(
        """{"project:s":"text","project:n":5,"project:b":true,"project:o":{"a":1},"project:null":null,"project:e":"","other:s":"o","bare":"x"}""",
        () =>
        {
            var config = new Config();
            Assert.Equal("text", config.Get("s"));
            Assert.Equal("5", config.Get("n"));
            Assert.Equal("True", config.Get("b"));
            Assert.Equal("""{"a":1}""", config.Get("o"));
            Assert.Equal("", config.Get("null"));
            Assert.Equal("", config.Require("e"));
            Assert.Null(config.Get("bare"));
            Assert.Null(config.Get("project:s"));
            Assert.Equal("o", new Config("other").Get("s"));
        });

    [Fact]
    public Task C4_the_old_form_of_namespaces_and_keys_is_understood() => WithConfigAsync(
        """{"ns:config:k":"v"}""",
        () => Assert.Equal("v", new Config("ns:config").Get("k")));

    [Fact]
    public async Task C2_a_variable_that_is_no_JSON_object_fails_the_test_as_it_is()
    {
        Environment.SetEnvironmentVariable(Variable, "{broken");
        await Assert.ThrowsAnyAsync<JsonException>(() => Run.UpdateAsync(new RecordingMocks(), () => { }));
        Environment.SetEnvironmentVariable(Variable, "[]");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Run.UpdateAsync(new RecordingMocks(), () => { }));
    }

    [Fact]
    public Task C7_C8_missing_values_are_null_or_an_error_that_says_how_to_set_them() => WithConfigAsync("{}", () =>
    {
        var config = new Config();
        Assert.Null(config.Get("k"));
        Assert.Null(config.GetInt32("k"));
        Assert.Null(config.GetSecret("k"));
        Assert.Null(config.GetSecretObject<int>("k"));
        Assert.Equal(0, config.GetObject<int>("k"));
        Action[] required = [() => config.Require("k"), () => config.RequireBoolean("k"), () => config.RequireDouble("k"),
            () => config.RequireObject<int>("k"), () => config.RequireSecret("k")];
        foreach (var require in required)
        {
            var error = Assert.ThrowsAny<RunException>(require);
            Assert.False(error.GetType().IsPublic || error.GetType().IsNestedPublic);
            Assert.Equal(
                "Missing Required configuration variable 'project:k'\n\tplease set a value using the command `pulumi config set "
                    + "project:k <value>`",
                error.Message);
        }
    });

    [Theory]
    [InlineData("42", 42)]
    [InlineData("-7", -7)]
    [InlineData(" 5 ", 5)]
    [InlineData("4x2", null)]
    [InlineData("1.0", null)]
    [InlineData("", null)]
    [InlineData("99999999999", null)]
    public Task C10_whole_numbers(string text, int? expected) => WithConfigAsync(Json(text), () =>
    {
        if (expected is not null)
            Assert.Equal(expected, new Config().GetInt32("k"));
        else
            AssertInvalid(() => new Config().GetInt32("k"), text, "Int32");
    });

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("True", null)]
    [InlineData("1", null)]
    public Task C11_booleans_are_lower_case(string text, bool? expected) => WithConfigAsync(Json(text), () =>
    {
        if (expected is not null)
            Assert.Equal(expected, new Config().RequireBoolean("k"));
        else
            AssertInvalid(() => new Config().RequireBoolean("k"), text, "Boolean");
    });

    [Fact]
    public Task C12_numbers_with_a_point() => WithConfigAsync("""{"project:k":"1,5","project:ok":"1.5"}""", () =>
    {
        Assert.Equal(1.5, new Config().RequireDouble("ok"));
        AssertInvalid(() => new Config().GetDouble("k"), "1,5", "Double");
    });

    [Fact]
    public Task C13_objects_are_read_with_the_serializers_own_defaults() => WithConfigAsync(
        """{"project:k":"{\"Name\":\"n\",\"size\":1}","project:null":"null","project:word":"plain"}""",
        () =>
        {
            var config = new Config();
            Assert.Equal(new Thing("n", 0), config.GetObject<Thing>("k"));
            Assert.Equal(new Thing("n", 1), config.GetObject<Thing>("k", JsonSerializerOptions.Web));
            Assert.Null(config.RequireObject<Thing>("null"));
            var error = Assert.ThrowsAny<RunException>(() => config.GetObject<string>("word"));
            Assert.Equal("Configuration 'project:word' value 'plain' is not a valid System.String", error.Message);
            Assert.IsType<JsonException>(error.InnerException, exactMatch: false);
        });

    [Fact]
    public Task C14_secret_getters_give_known_secrets() => WithConfigAsync(Json("7"), CheckAsync);

    [Fact]
    public async Task C1_the_variable_is_read_when_the_deployment_starts()
    {
        Environment.SetEnvironmentVariable(Variable, Json("before"));
        await Run.UpdateAsync(new RecordingMocks(), () =>
        {
            Environment.SetEnvironmentVariable(Variable, Json("after"));
            Assert.Equal("before", new Config().Get("k"));
        });
    }

    [Fact]
    public void C15_there_is_no_configuration_outside_a_deployment() => Assert.Equal(
        "Trying to acquire Deployment.Instance before 'Run' was called.",
        Assert.Throws<InvalidOperationException>(() => new Config("any").Get("k")).Message);

    private static async Task CheckAsync()
    {
        Assert.Equal(("7", true, true), await Run.StateAsync(new Config().RequireSecret("k")));
        Assert.Equal((7, true, true), await Run.StateAsync(new Config().GetSecretInt32("k")!));
    }

    private static void AssertInvalid(Action read, string value, string type) => Assert.Equal(
        $"Configuration 'project:k' value '{value}' is not a valid {type}", Assert.ThrowsAny<RunException>(read).Message);

    private static string Json(string value) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { ["project:k"] = value });

    private static Task WithConfigAsync(string json, Action check) => WithConfigAsync(json, () =>
    {
        check();
        return Task.CompletedTask;
    });

    private static async Task WithConfigAsync(string json, Func<Task> check)
    {
        Environment.SetEnvironmentVariable(Variable, json);
        await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), check);
    }

    private sealed record Thing(string Name, int Size);
}
