using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.KeyVault;

/// <summary>Keys: made, imported, used and rotated in a vault.</summary>
public sealed class VaultKeyTests
{
    private static readonly byte[] Words = Encoding.UTF8.GetBytes("what nobody else reads");

    [Fact]
    public async Task An_RSA_key_encrypts_wraps_and_signs()
    {
        await using var scene = await VaultScene.StartAsync();
        var made = await scene.AskAsync(HttpMethod.Post, "keys/pulumi/create", new { kty = "RSA", key_size = 2048 });
        var key = made.Body!["key"]!;
        Assert.Equal(["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"],
            key["key_ops"]!.AsArray().Select(operation => (string)operation!));
        foreach (var (there, back, algorithm) in ((string, string, string)[])[("encrypt", "decrypt", "RSA-OAEP-256"),
            ("encrypt", "decrypt", "RSA1_5"), ("wrapkey", "unwrapkey", "RSA-OAEP")])
        {
            var hidden = await ComputeAsync(scene, "pulumi", there, algorithm, Words);
            Assert.Equal(Words, await ComputeAsync(scene, "pulumi", back, algorithm, hidden));
        }

        using var known = RSA.Create(new RSAParameters { Modulus = Bytes(key["n"]), Exponent = Bytes(key["e"]) });
        var signature = await ComputeAsync(scene, "pulumi", "sign", "PS256", SHA256.HashData(Words));
        Assert.True(known.VerifyData(Words, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        var wrong = await scene.AskAsync(HttpMethod.Post, "keys/pulumi/sign", new { alg = "ES256", value = Text(new byte[32]) });
        Assert.Equal((400, "BadParameter"), (wrong.Status, (string?)wrong.Body!["error"]!["code"]));
    }

    [Theory]
    [InlineData("P-256", "ES256", 32)]
    [InlineData("P-384", "ES384", 48)]
    [InlineData("P-521", "ES512", 64)]
    [InlineData("P-256K", "ES256K", 32)]
    public async Task A_key_on_a_curve_signs(string curve, string algorithm, int length)
    {
        await using var scene = await VaultScene.StartAsync();
        var key = (await scene.AskAsync(HttpMethod.Post, "keys/signer/create", new { kty = "EC", crv = curve })).Body!["key"]!;
        Assert.Equal(curve, (string?)key["crv"]);
        var digest = RandomNumberGenerator.GetBytes(length);
        var signature = await ComputeAsync(scene, "signer", "sign", algorithm, digest);
        Assert.True(await VerifyAsync());
        signature[5] ^= 1;
        Assert.False(await VerifyAsync());

        async Task<bool> VerifyAsync() => (bool)(await scene.AskAsync(HttpMethod.Post, "keys/signer/verify",
            new { alg = algorithm, digest = Text(digest), value = Text(signature) })).Body!["value"]!;
    }

    [Fact]
    public async Task A_key_that_is_imported_is_the_same_key_and_does_not_come_out_again()
    {
        await using var scene = await VaultScene.StartAsync();
        using var own = RSA.Create(2048);
        var all = own.ExportParameters(true);
        var key = (await scene.AskAsync(HttpMethod.Put, "keys/own", new
        {
            key = new
            {
                kty = "RSA", n = Text(all.Modulus!), e = Text(all.Exponent!), d = Text(all.D!), p = Text(all.P!),
                q = Text(all.Q!), dp = Text(all.DP!), dq = Text(all.DQ!), qi = Text(all.InverseQ!), key_ops = new[] { "sign" },
            },
        })).Body!["key"]!.AsObject();
        Assert.Equal(all.Modulus, Bytes(key["n"]));
        Assert.DoesNotContain(key, member => member.Key is "d" or "p" or "q");
        var signature = await ComputeAsync(scene, "own", "sign", "RS256", SHA256.HashData(Words));
        Assert.True(own.VerifyData(Words, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var refused =
            await scene.AskAsync(HttpMethod.Post, "keys/own/decrypt", new { alg = "RSA-OAEP", value = Text(new byte[256]) });
        Assert.Equal((403, "KeyOperationForbidden"), (refused.Status, (string?)refused.Body!["error"]!["innererror"]!["code"]));
    }

    [Fact]
    public async Task A_key_is_rotated_disabled_deleted_and_recovered()
    {
        await using var scene = await VaultScene.StartAsync();
        var first = (await scene.AskAsync(HttpMethod.Post, "keys/key/create", new { kty = "RSA" })).Body!["key"]!;
        var second = (await scene.AskAsync(HttpMethod.Post, "keys/key/rotate")).Body!["key"]!;
        var path = new Uri((string)first["kid"]!).AbsolutePath.TrimStart('/');
        Assert.NotEqual((string?)first["n"], (string?)second["n"]);
        Assert.Equal((string?)first["n"], (string?)(await scene.AskAsync(HttpMethod.Get, path)).Body!["key"]!["n"]);
        Assert.Equal("Notify", (string?)(await scene.AskAsync(HttpMethod.Get, "keys/key/rotationpolicy"))
            .Body!["lifetimeActions"]![0]!["action"]!["type"]);

        await scene.AskAsync(HttpMethod.Patch, path, new { attributes = new { enabled = false } });
        var refused =
            await scene.AskAsync(HttpMethod.Post, $"{path}/decrypt", new { alg = "RSA-OAEP", value = Text(new byte[256]) });
        Assert.Equal((403, "KeyDisabled"), (refused.Status, (string?)refused.Body!["error"]!["innererror"]!["code"]));

        Assert.Equal(200, (await scene.AskAsync(HttpMethod.Delete, "keys/key")).Status);
        Assert.Equal(404, (await scene.AskAsync(HttpMethod.Get, "keys/key")).Status);
        Assert.Equal(200, (await scene.AskAsync(HttpMethod.Post, "deletedkeys/key/recover")).Status);
        Assert.Equal((string?)second["n"], (string?)(await scene.AskAsync(HttpMethod.Get, "keys/key")).Body!["key"]!["n"]);
        Assert.Equal(2, (await scene.AskAsync(HttpMethod.Get, "keys/key/versions")).Body!["value"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_key_of_Resource_Manager_can_be_used()
    {
        await using var scene = await VaultScene.StartAsync();
        await scene.Rest.SeedAsync($"{VaultScene.Vault}/keys/declared",
            """{"properties":{"kty":"EC","curveName":"P-384","keyOps":["sign","verify"]}}""");
        var key = (await scene.AskAsync(HttpMethod.Get, "keys/declared")).Body!["key"]!;
        Assert.Equal("P-384", (string?)key["crv"]);
        Assert.Equal((string?)key["kid"],
            (string?)(await scene.Rest.PropertiesAsync($"{VaultScene.Vault}/keys/declared"))["keyUriWithVersion"]);
        Assert.Equal((string?)key["x"], (string?)(await scene.AskAsync(HttpMethod.Get, "keys/declared")).Body!["key"]!["x"]);
    }

    [Fact]
    public async Task Resource_Manager_lists_the_versions_of_a_key()
    {
        await using var scene = await VaultScene.StartAsync();
        await scene.AskAsync(HttpMethod.Post, "keys/key/create", new { kty = "RSA" });
        var second = (await scene.AskAsync(HttpMethod.Post, "keys/key/rotate")).Body!["key"]!;
        const string Versions = $"{VaultScene.Vault}/keys/key/versions";
        var listed = (await scene.Rest.SendAsync(HttpMethod.Get, $"{Versions}?api-version=2024-11-01")).Body!["value"]!.AsArray();
        Assert.Equal(2, listed.Count);
        Assert.Equal((string?)second["kid"], (string?)listed[0]!["properties"]!["keyUriWithVersion"]);
        Assert.Equal(200, (await scene.Rest.SendAsync(HttpMethod.Get, $"{listed[1]!["id"]}?api-version=2024-11-01")).Status);
        Assert.Equal(404, (await scene.Rest.SendAsync(HttpMethod.Get, $"{Versions}/none?api-version=2024-11-01")).Status);
    }

    private static async Task<byte[]> ComputeAsync(VaultScene scene, string key, string operation, string algorithm, byte[] value)
    {
        var answer =
            await scene.AskAsync(HttpMethod.Post, $"keys/{key}/{operation}", new { alg = algorithm, value = Text(value) });
        Assert.True(answer.Status == 200, answer.Body?.ToJsonString());
        return Bytes(answer.Body!["value"]);
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static byte[] Bytes(JsonNode? text) => Base64Url.DecodeFromChars((string)text!);
}
