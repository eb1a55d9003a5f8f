using System.Diagnostics;
using MlopsInfra.Formats.Secrets;

namespace MlopsInfra.Formats.Tests.Secrets;

/// <summary>Secrets that a message would repeat, known by their form.</summary>
public sealed class SecretTextsTests
{
    [Theory]
    [InlineData("https://a.blob.core.windows.net/c?sv=2024&sig=abc%2Bdef%3D&se=1",
        "https://a.blob.core.windows.net/c?sv=2024&sig=[secret]&se=1")]
    [InlineData("AccountName=a;AccountKey=Zm9v==;EndpointSuffix=x", "AccountName=a;AccountKey=[secret];EndpointSuffix=x")]
    [InlineData("Server=a;Password = hunter2;", "Server=a;Password = [secret];")]
    [InlineData("https://me:hunter2@example.org/x", "https://me:[secret]@example.org/x")]
    [InlineData("'ghp_0123456789abcdefghijABCDEFGHIJ012345'", "'[secret]'")]
    [InlineData("github_pat_11ABCDEFG0_abcdefghijklmnopqrstuvwxyz", "[secret]")]
    [InlineData("pul-0123456789abcdef0123456789abcdef01234567", "[secret]")]
    [InlineData("Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "Bearer [secret]")]
    [InlineData("abc8Q~abcdefghijklmnopqrstuvwxyz0123456", "[secret]")]
    [InlineData("abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst", "[secret]")]
    public void A_secret_is_not_shown(string text, string expected)
    {
        Assert.True(SecretTexts.IsSecret(text));
        Assert.Equal(expected, SecretTexts.Hide(text));
    }

    [Fact]
    public void Keys_of_storage_and_private_keys_are_not_shown()
    {
        Assert.Equal("'[secret]'", SecretTexts.Hide($"'{Convert.ToBase64String(new byte[64])}'"));
        Assert.Equal("a [secret]-----END", SecretTexts.Hide("a -----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END"));
    }

    [Theory]
    [InlineData("azureml://datastores/workspaceblobstore/paths/a")]
    [InlineData("https://dev.azure.com/contoso")]
    [InlineData("/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-mlops-dev")]
    [InlineData("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("git@github.com:contoso/mlops.git")]
    public void What_is_none_is_shown(string text) => Assert.Equal(text, SecretTexts.Hide(text));

    [Theory]
    [InlineData("://a")]
    [InlineData("://a:")]
    [InlineData("eyJ-")]
    [InlineData("eyJA.")]
    [InlineData("A0Q~")]
    [InlineData("ghp_")]
    [InlineData("?sig=")]
    [InlineData("-----BEGIN ")]
    [InlineData("AAAA")]
    [InlineData("Password=;")]
    public void A_long_text_takes_no_long_time(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 100_000));
        var clock = Stopwatch.StartNew();

        SecretTexts.Hide(text);

        // Looked through once it takes some milliseconds, from each place to the end minutes.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }
}
