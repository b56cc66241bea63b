# SPDX-License-Identifier: Apache-2.0
"""A private certificate authority, and certificates of it that are wrong in one thing. Made with the program `openssl`."""
import base64
import subprocess

EC = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
RSA = ["rsa:2048"]
DATABASE = """[ca]
default_ca = it
[it]
new_certs_dir = {folder}
database = {folder}/index
rand_serial = yes
policy = any
copy_extensions = none
unique_subject = no
[any]
commonName = supplied
"""


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


class Authority:
    """`file` and `key` are PEM. Below another authority it has `chain` behind what it signs."""

    def __init__(self, folder, name, made=None):
        self.folder, self.name = folder, name
        folder.mkdir(parents=True, exist_ok=True)
        self.file, self.key, self.chain = made or (folder / "root.pem", folder / "root.key", "")
        if not made:
            openssl("req", "-x509", "-newkey", *EC, "-nodes", "-days", 30, "-subj", f"/CN={name}", "-keyout", self.key, "-out", self.file,
                    "-addext", "keyUsage=critical,keyCertSign,cRLSign")

    def authority(self, name, depth=None, may="keyCertSign", more="", key=EC, dates=None):
        """One below this one."""
        limit = "" if depth is None else f",pathlen:{depth}"
        file, private = self.signed(name, f"basicConstraints=critical,CA:TRUE{limit}\nkeyUsage=critical,{may}\n{more}", key=key, dates=dates)
        return Authority(self.folder, name, (file, private, file.read_text() + self.chain))

    def leaf_as_authority(self, name):
        file, key = self.signed(name, "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,keyCertSign\n", key=EC)
        return Authority(self.folder, name, (file, key, file.read_text() + self.chain))

    def certificate(self, name, host=None, names=None, usage="serverAuth", more="", with_chain=True, **how):
        """(chain, key) of a server or a client."""
        file, key = self.signed(name, f"basicConstraints=critical,CA:FALSE\nsubjectAltName={names or 'DNS:' + host}\nextendedKeyUsage={usage}\n{more}",
                                **how)
        whole = self.folder / f"{name}.chain"
        whole.write_text(file.read_text() + (self.chain if with_chain else ""))
        return whole, key

    def alone(self, name, host):
        """Signed by nobody but itself."""
        file, key = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        openssl("req", "-x509", "-newkey", *RSA, "-nodes", "-days", 2, "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{host}",
                "-keyout", key, "-out", file)
        return file, key

    def spoiled(self, name, host):
        """Its last bit, which is one of the signature's, is another."""
        whole, key = self.certificate(name, host=host)
        lines = [line for line in whole.read_text().splitlines() if not line.startswith("-")]
        der = bytearray(base64.b64decode("".join(lines)))
        der[-1] ^= 1
        whole.write_text("-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(der).decode() + "-----END CERTIFICATE-----\n")
        return whole, key

    def signed(self, name, extensions, key=RSA, digest="sha256", dates=None):
        request, private, file, about = (self.folder / f"{name}.{end}" for end in ("csr", "key", "pem", "ext"))
        openssl("req", "-new", "-newkey", *key, "-nodes", "-subj", f"/CN={name}", "-keyout", private, "-out", request)
        about.write_text(extensions)
        if dates:
            self.sign_between(dates, request, file, about)
        else:
            openssl("x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self.key, "-CAcreateserial", "-days", 2, f"-{digest}", "-extfile",
                    about, "-out", file)
        return file, private

    def sign_between(self, dates, request, file, about):
        """`openssl x509` knows days from now only."""
        settings = self.folder / "ca.cnf"
        settings.write_text(DATABASE.format(folder=self.folder))
        (self.folder / "index").touch()
        openssl("ca", "-batch", "-notext", "-config", settings, "-cert", self.file, "-keyfile", self.key, "-md", "sha256", "-startdate", dates[0],
                "-enddate", dates[1], "-extfile", about, "-in", request, "-out", file)
