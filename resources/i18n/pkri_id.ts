<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Change &amp;assessor…</source>
        <translation>Ganti &amp;penilai…</translation>
    </message>
    <message>
        <source>Look at another &amp;assessor&apos;s sheets…</source>
        <translation>Lihat lembar &amp;penilai lain…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Buka…</translation>
    </message>
    <message>
        <source>Open the &amp;example</source>
        <translation>Buka &amp;contoh</translation>
    </message>
    <message>
        <source>&amp;Hand back…</source>
        <translation>&amp;Serahkan…</translation>
    </message>
    <message>
        <source>&amp;Take in a newer kit…</source>
        <translation>Terima paket b&amp;aru…</translation>
    </message>
    <message>
        <source>Close the &amp;panel…</source>
        <translation>Tutup pan&amp;el…</translation>
    </message>
    <message>
        <source>&amp;Lock the screen</source>
        <translation>Kunci &amp;layar</translation>
    </message>
    <message>
        <source>Loc&amp;k and key…</source>
        <translation>Pe&amp;nguncian dan kunci…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>&amp;Undo the score</source>
        <translation>Urun&amp;gkan skor</translation>
    </message>
    <message>
        <source>Redo the sc&amp;ore</source>
        <translation>U&amp;langi skor</translation>
    </message>
    <message>
        <source>&amp;Edit the score</source>
        <translation>&amp;Ubah skor</translation>
    </message>
    <message>
        <source>Clear the score or &amp;remove the note</source>
        <translation>&amp;Kosongkan skor atau hapus catatan</translation>
    </message>
    <message>
        <source>Write a &amp;note, or back to the scores</source>
        <translation>Tulis &amp;catatan, atau kembali ke skor</translation>
    </message>
    <message>
        <source>Ne&amp;w note</source>
        <translation>Catatan &amp;baru</translation>
    </message>
    <message>
        <source>Tag note: {tag}</source>
        <translation>Tandai catatan: {tag}</translation>
    </message>
    <message>
        <source>Note is for: {use}</source>
        <translation>Guna catatan: {use}</translation>
    </message>
    <message>
        <source>Note may be &amp;shared</source>
        <translation>Catatan boleh dib&amp;agikan</translation>
    </message>
    <message>
        <source>Note is about this &amp;criterion</source>
        <translation>Catatan ten&amp;tang kriteria ini</translation>
    </message>
    <message>
        <source>Notes of the &amp;day</source>
        <translation>Catatan &amp;hari ini</translation>
    </message>
    <message>
        <source>Search &amp;my notes</source>
        <translation>Cari dalam catatan &amp;saya</translation>
    </message>
    <message>
        <source>&amp;Schedule</source>
        <translation>&amp;Jadwal</translation>
    </message>
    <message>
        <source>Score s&amp;heet</source>
        <translation>&amp;Lembar penilaian</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>&amp;Catatan</translation>
    </message>
    <message>
        <source>F&amp;ind an innovator</source>
        <translation>Car&amp;i peserta</translation>
    </message>
    <message>
        <source>&amp;My room</source>
        <translation>&amp;Ruang saya</translation>
    </message>
    <message>
        <source>&amp;All rooms</source>
        <translation>&amp;Semua ruang</translation>
    </message>
    <message>
        <source>&amp;Start or hold the session</source>
        <translation>&amp;Mulai atau tahan sesi</translation>
    </message>
    <message>
        <source>&amp;A minute more</source>
        <translation>&amp;Tambah satu menit</translation>
    </message>
    <message>
        <source>Next s&amp;tage</source>
        <translation>Tahap &amp;berikutnya</translation>
    </message>
    <message>
        <source>Stage &amp;before</source>
        <translation>Tahap &amp;sebelumnya</translation>
    </message>
    <message>
        <source>Swap with the ne&amp;xt one</source>
        <translation>Tukar &amp;giliran dengan berikutnya</translation>
    </message>
    <message>
        <source>&amp;Put off</source>
        <translation>Tun&amp;da</translation>
    </message>
    <message>
        <source>It is their turn &amp;now</source>
        <translation>Gilirannya seka&amp;rang</translation>
    </message>
    <message>
        <source>The &amp;head presents: yes, no, unknown</source>
        <translation>&amp;Pimpinan memaparkan: ya, tidak, belum diketahui</translation>
    </message>
    <message>
        <source>&amp;Clock window</source>
        <translation>&amp;Jendela jam</translation>
    </message>
    <message>
        <source>S&amp;ound when time is up</source>
        <translation>B&amp;unyi saat waktu habis</translation>
    </message>
    <message>
        <source>&amp;{n} minutes before the end</source>
        <translation>&amp;{n} menit sebelum habis</translation>
    </message>
    <message>
        <source>+1 minute</source>
        <translation>+1 menit</translation>
    </message>
    <message>
        <source>Next stage →</source>
        <translation>Tahap berikutnya →</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Jam</translation>
    </message>
    <message>
        <source>&amp;Finish &amp;&amp; next</source>
        <translation>&amp;Selesai &amp;&amp; lanjut</translation>
    </message>
    <message>
        <source>Next &amp;gap</source>
        <translation>&amp;Kriteria kosong berikutnya</translation>
    </message>
    <message>
        <source>&amp;Next innovator</source>
        <translation>Peserta &amp;berikutnya</translation>
    </message>
    <message>
        <source>&amp;Previous innovator</source>
        <translation>Peserta seb&amp;elumnya</translation>
    </message>
    <message>
        <source>&amp;Absent</source>
        <translation>&amp;Tidak hadir</translation>
    </message>
    <message>
        <source>&amp;Recuse…</source>
        <translation>Ber&amp;halangan…</translation>
    </message>
    <message>
        <source>&amp;Open again…</source>
        <translation>Buka kemb&amp;ali…</translation>
    </message>
    <message>
        <source>&amp;Sign final sheets</source>
        <translation>Tanda tangani lembar &amp;final</translation>
    </message>
    <message>
        <source>&amp;Before you leave the room</source>
        <translation>Sebelum kel&amp;uar ruangan</translation>
    </message>
    <message>
        <source>&amp;What this innovator lacks</source>
        <translation>Yang belum lengkap di peserta &amp;ini</translation>
    </message>
    <message>
        <source>&amp;My scores of the day</source>
        <translation>Sko&amp;r saya hari ini</translation>
    </message>
    <message>
        <source>Finish all &amp;complete sheets</source>
        <translation>Selesaikan semua lembar &amp;lengkap</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Pintasan papan ketik</translation>
    </message>
    <message>
        <source>Reach anythin&amp;g</source>
        <translation>&amp;Cari atau jalankan</translation>
    </message>
    <message>
        <source>&amp;Compare fingerprints</source>
        <translation>&amp;Bandingkan sidik jejak</translation>
    </message>
    <message>
        <source>&amp;About PKRI Desktop</source>
        <translation>&amp;Tentang PKRI Desktop</translation>
    </message>
</context>
<context>
    <name>BusyDialog</name>
    <message>
        <source>Working</source>
        <translation>Sedang bekerja</translation>
    </message>
    <message>
        <source>Working on the event file</source>
        <translation>Sedang mengolah berkas kegiatan</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>One moment.</source>
        <translation>Mohon tunggu sebentar.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} dari {total}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Menghentikan…</translation>
    </message>
</context>
<context>
    <name>ChooserPage</name>
    <message>
        <source>Who scores?</source>
        <translation>Siapa yang menilai?</translation>
    </message>
    <message>
        <source>Whose sheets do you want to see?</source>
        <translation>Lembar siapa yang ingin dilihat?</translation>
    </message>
    <message>
        <source>Choose with ↑ ↓ and Enter, or press the number. It can be changed later.</source>
        <translation>Pilih dengan ↑ ↓ lalu Enter, atau tekan nomornya. Pilihan dapat diganti kapan saja.</translation>
    </message>
    <message>
        <source>Sheets can be looked at here; assessors score in their panel&apos;s file.</source>
        <translation>Di sini lembar hanya dapat dilihat; penilai menilai pada berkas panelnya.</translation>
    </message>
</context>
<context>
    <name>ClockWindow</name>
    <message>
        <source>Session clock</source>
        <translation>Jam sesi</translation>
    </message>
</context>
<context>
    <name>ClosingDialog</name>
    <message>
        <source>Close the panel</source>
        <translation>Tutup panel</translation>
    </message>
    <message>
        <source>You vouch for what the panel has when it leaves the room. The secretariat compares it with what arrives, so that nothing gets lost on the way. Ask each member who scored on another laptop: the numbers and words stand there under File, Close the panel.</source>
        <translation>Anda menyatakan apa yang dimiliki panel saat meninggalkan ruangan. Sekretariat membandingkannya dengan yang datang, supaya tidak ada yang hilang di jalan. Tanyakan kepada anggota yang menilai di laptop lain: jumlah dan kata tutupnya ada di sana, pada menu Berkas, Tutup panel.</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Keterangan</translation>
    </message>
    <message>
        <source>Remark, if there is something to say</source>
        <translation>Keterangan, bila ada yang perlu disampaikan</translation>
    </message>
    <message>
        <source>Close and sign</source>
        <translation>Tutup dan segel</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Belum</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Anggota</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>Recused</source>
        <translation>Berhalangan</translation>
    </message>
    <message>
        <source>Closing words</source>
        <translation>Kata tutup</translation>
    </message>
    <message>
        <source>four words, as read out</source>
        <translation>empat kata, seperti dibacakan</translation>
    </message>
    <message>
        <source>Final sheets of {name}</source>
        <translation>Lembar final {name}</translation>
    </message>
    <message>
        <source>Recusals of {name}</source>
        <translation>Berhalangan {name}</translation>
    </message>
    <message>
        <source>Closing words of {name}</source>
        <translation>Kata tutup {name}</translation>
    </message>
    <message>
        <source>of {n}</source>
        <translation>dari {n}</translation>
    </message>
    <message>
        <source>{final} of {n}</source>
        <translation>{final} dari {n}</translation>
    </message>
    <message>
        <source>How many sheets has {name}? 0 is an answer too.</source>
        <translation>Berapa lembar {name}? Nol juga jawaban.</translation>
    </message>
    <message>
        <source>{name} has {n} sheets in all; the numbers are more.</source>
        <translation>Lembar {name} semuanya {n}; jumlah yang diisi lebih dari itu.</translation>
    </message>
    <message>
        <source>The closing words of {name} are four words.</source>
        <translation>Kata tutup {name} terdiri atas empat kata.</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>Kit code</source>
        <translation>Kode paket</translation>
    </message>
    <message>
        <source>Open the kit</source>
        <translation>Buka paket</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Type the kit code</source>
        <translation>Ketik kode paket</translation>
    </message>
</context>
<context>
    <name>CodesDialog</name>
    <message>
        <source>Codes</source>
        <translation>Kode</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Salin</translation>
    </message>
    <message>
        <source>Save activation &amp;slips (PDF)…</source>
        <translation>Simpan slip &amp;aktivasi (PDF)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Writing the slips…</source>
        <translation>Menulis slip…</translation>
    </message>
    <message>
        <source>The codes were neither copied nor saved. Close again if you have noted them.</source>
        <translation>Kode belum disalin atau disimpan. Tutup sekali lagi bila Anda sudah mencatatnya.</translation>
    </message>
    <message>
        <source>I have noted them: close</source>
        <translation>Sudah dicatat: tutup</translation>
    </message>
    <message>
        <source>as it was given before</source>
        <translation>seperti yang sudah diberikan</translation>
    </message>
    <message>
        <source>Copied. Paste them where only you can read them.</source>
        <translation>Tersalin. Tempelkan di tempat yang hanya dapat Anda baca.</translation>
    </message>
</context>
<context>
    <name>CompletenessModel</name>
    <message>
        <source>Entry</source>
        <translation>Peserta</translation>
    </message>
    <message>
        <source>not assigned</source>
        <translation>tidak ditugaskan</translation>
    </message>
</context>
<context>
    <name>CompletenessPage</name>
    <message>
        <source>Only what is &amp;missing</source>
        <translation>Hanya yang bel&amp;um</translation>
    </message>
    <message>
        <source>Choose a cell to see what it stands for.</source>
        <translation>Pilih satu kotak untuk melihat artinya.</translation>
    </message>
    <message>
        <source>Completeness</source>
        <translation>Kelengkapan</translation>
    </message>
    <message>
        <source>Complete: {expected} sheets</source>
        <translation>Lengkap: {expected} lembar</translation>
    </message>
    <message>
        <source>Final all the &amp;same…</source>
        <translation>Nyatakan &amp;final…</translation>
    </message>
    <message>
        <source>Say, with a reason that is printed, why the results are final although something is missing.</source>
        <translation>Menyatakan, dengan alasan yang dicetak, mengapa hasil sudah final walaupun belum lengkap.</translation>
    </message>
    <message>
        <source>{done} of {expected} sheets are there</source>
        <translation>{done} dari {expected} lembar sudah ada</translation>
    </message>
    <message>
        <source>{missing} missing</source>
        <translation>{missing} belum ada</translation>
    </message>
    <message>
        <source>declared final</source>
        <translation>dinyatakan final</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>sementara</translation>
    </message>
    <message>
        <source>Declare the results final</source>
        <translation>Nyatakan hasil sudah final</translation>
    </message>
    <message>
        <source>Missing: {n}. The recapitulation will name what is missing and print your reason. Should more go missing later, it is provisional again.</source>
        <translation>{n} hal belum ada. Rekapitulasi akan menyebutkannya dan mencetak alasan Anda. Bila kemudian ada lagi yang kurang, rekapitulasi kembali sementara.</translation>
    </message>
    <message>
        <source>Declare final</source>
        <translation>Nyatakan final</translation>
    </message>
    <message>
        <source>{n} final</source>
        <translation>{n} final</translation>
    </message>
    <message>
        <source>{n} recused</source>
        <translation>{n} berhalangan</translation>
    </message>
    <message>
        <source>{n} absent</source>
        <translation>{n} tidak hadir</translation>
    </message>
    <message>
        <source>{n} without a good seal</source>
        <translation>{n} tanpa segel yang berlaku</translation>
    </message>
    <message>
        <source>{n} missing</source>
        <translation>{n} belum</translation>
    </message>
    <message>
        <source>{n} in conflict</source>
        <translation>{n} berselisih</translation>
    </message>
    <message>
        <source>not closed by its chair yet</source>
        <translation>belum ditutup ketuanya</translation>
    </message>
    <message>
        <source>closed by its chair</source>
        <translation>sudah ditutup ketuanya</translation>
    </message>
    <message>
        <source>{name}: {said} final, {other} recused by the chair&apos;s word, {final} and {recused} here</source>
        <translation>{name}: kata ketua {said} final dan {other} berhalangan, di sini {final} dan {recused}</translation>
    </message>
    <message>
        <source>{name}: the last file has not come</source>
        <translation>{name}: berkas terakhirnya belum datang</translation>
    </message>
    <message>
        <source>{name}: changed after the closing</source>
        <translation>{name}: berubah sesudah ditutup</translation>
    </message>
    <message>
        <source>other absences</source>
        <translation>ketidakhadiran peserta berbeda</translation>
    </message>
    <message>
        <source>the chair did not speak of every member</source>
        <translation>ketua tidak menyebut semua anggota</translation>
    </message>
    <message>
        <source>otherwise than its chair said ({what})</source>
        <translation>berbeda dari pernyataan ketuanya ({what})</translation>
    </message>
</context>
<context>
    <name>Content</name>
    <message>
        <source>Schedule</source>
        <translation>Jadwal</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Catatan</translation>
    </message>
</context>
<context>
    <name>CriteriaView</name>
    <message>
        <source>Score sheet</source>
        <translation>Lembar penilaian</translation>
    </message>
    <message>
        <source>Columns of the score sheet</source>
        <translation>Kolom lembar penilaian</translation>
    </message>
</context>
<context>
    <name>DayWording</name>
    <message>
        <source>presentation</source>
        <translation>paparan</translation>
    </message>
    <message>
        <source>interview</source>
        <translation>wawancara</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>jeda</translation>
    </message>
    <message>
        <source>over</source>
        <translation>selesai</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>belum mulai</translation>
    </message>
    <message>
        <source>{stage}, held</source>
        <translation>{stage}, ditahan</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>menunggu</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>berlangsung</translation>
    </message>
    <message>
        <source>session over</source>
        <translation>sesi selesai</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>tidak hadir</translation>
    </message>
    <message>
        <source>put off</source>
        <translation>ditunda</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Open an event file or a kit</source>
        <translation>Buka berkas kegiatan atau paket panel</translation>
    </message>
    <message>
        <source>Open the newer kit</source>
        <translation>Buka paket yang baru</translation>
    </message>
</context>
<context>
    <name>DifferencesPage</name>
    <message>
        <source>The program chooses nothing. Choose one of the values as it was given, and say why; the other stays findable in the trail.</source>
        <translation>Program tidak memilih apa pun. Pilih salah satu nilai sebagaimana diberikan dan tuliskan alasannya; nilai yang lain tetap dapat ditemukan di jejak.</translation>
    </message>
    <message>
        <source>What is to be decided</source>
        <translation>Yang perlu diputuskan</translation>
    </message>
    <message>
        <source>Reason, for everybody who will ask</source>
        <translation>Alasan, untuk siapa pun yang akan bertanya</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>&amp;Decide</source>
        <translation>P&amp;utuskan</translation>
    </message>
    <message>
        <source>Nothing is to be decided. Good.</source>
        <translation>Tidak ada yang perlu diputuskan. Bagus.</translation>
    </message>
    <message>
        <source>Differences to decide: {n}</source>
        <translation>Selisih yang perlu diputuskan: {n}</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Tidak ada selisih</translation>
    </message>
    <message>
        <source>{name}: two copies were written on</source>
        <translation>{name}: dua salinan sama-sama ditulisi</translation>
    </message>
    <message>
        <source>holds the result up</source>
        <translation>menahan hasil</translation>
    </message>
    <message>
        <source>drafts only</source>
        <translation>hanya konsep</translation>
    </message>
    <message>
        <source>This one counts</source>
        <translation>Yang ini berlaku</translation>
    </message>
    <message>
        <source>Copy {n}</source>
        <translation>Salinan {n}</translation>
    </message>
    <message>
        <source>This copy counts from here on</source>
        <translation>Salinan ini yang berlaku</translation>
    </message>
    <message>
        <source>Decided, and written to the trail.</source>
        <translation>Diputuskan dan dicatat di jejak.</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Certificates (*.p12 *.pfx)</source>
        <translation>Sertifikat (*.p12 *.pfx)</translation>
    </message>
    <message>
        <source>PKRI files (*.pkri *.pkrix)</source>
        <translation>Berkas PKRI (*.pkri *.pkrix)</translation>
    </message>
</context>
<context>
    <name>Finishing</name>
    <message>
        <source>Not final: something typed is not saved yet.</source>
        <translation>Belum final: ada isian yang belum tersimpan.</translation>
    </message>
    <message>
        <source>Not final yet. Criteria not scored: {rows}.</source>
        <translation>Belum final. Kriteria yang belum dinilai: {rows}.</translation>
    </message>
    <message>
        <source>Recuse yourself from this sheet</source>
        <translation>Berhalangan menilai peserta ini</translation>
    </message>
    <message>
        <source>For a conflict of interest. The sheet is locked and counts for nothing; it can be opened again with a reason.</source>
        <translation>Karena benturan kepentingan. Lembar ini dikunci dan tidak dihitung; dapat dibuka kembali dengan alasan.</translation>
    </message>
    <message>
        <source>Recuse</source>
        <translation>Catat berhalangan</translation>
    </message>
    <message>
        <source>Take the recusal back</source>
        <translation>Batalkan berhalangan</translation>
    </message>
    <message>
        <source>Open this sheet again</source>
        <translation>Buka kembali lembar ini</translation>
    </message>
    <message>
        <source>The scores stay as they are and can be changed. What was signed is kept and marked as superseded.</source>
        <translation>Skor tetap seperti semula dan dapat diubah. Lembar yang sudah ditandatangani disimpan dan ditandai tidak berlaku lagi.</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Buka kembali</translation>
    </message>
    <message>
        <source>Nothing is to be signed: every sheet that is final is signed already.</source>
        <translation>Tidak ada yang perlu ditandatangani: semua lembar final sudah ditandatangani.</translation>
    </message>
    <message>
        <source>Not final: your key is needed for that.</source>
        <translation>Belum final: untuk itu diperlukan kunci tanda tangan Anda.</translation>
    </message>
</context>
<context>
    <name>FinishingAll</name>
    <message>
        <source>Not final: something typed is not saved yet.</source>
        <translation>Belum final: ada ketikan yang belum tersimpan.</translation>
    </message>
    <message>
        <source>Nothing was made final: complete sheets lack a note that explains a score ({n}). Ctrl+4 shows them.</source>
        <translation>Tidak ada yang diselesaikan: pada lembar lengkap masih ada skor tanpa penjelasan ({n} lembar). Ctrl+4 menampilkannya.</translation>
    </message>
    <message>
        <source>Nothing is to be made final: no open sheet is complete.</source>
        <translation>Tidak ada yang perlu diselesaikan: tidak ada lembar lengkap yang masih terbuka.</translation>
    </message>
    <message>
        <source>{done} of {total} sheets are final; then: {why}</source>
        <translation>{done} dari {total} lembar sudah final; sesudah itu: {why}</translation>
    </message>
    <message>
        <source>Made final: {n}. Their PDFs are being signed; you can go on.</source>
        <translation>{n} lembar sudah final. PDF-nya sedang ditandatangani; Anda dapat melanjutkan.</translation>
    </message>
</context>
<context>
    <name>FoundNotesModel</name>
    <message>
        <source>Notes of the day</source>
        <translation>Catatan hari ini</translation>
    </message>
</context>
<context>
    <name>Front</name>
    <message>
        <source>EXAMPLE · not real assessment data</source>
        <translation>CONTOH · bukan data penilaian sungguhan</translation>
    </message>
</context>
<context>
    <name>GapsDelegate</name>
    <message>
        <source>Enter opens it · F8 next</source>
        <translation>Enter membuka · F8 berikutnya</translation>
    </message>
</context>
<context>
    <name>GapsModel</name>
    <message>
        <source>Nothing is scored, and nobody has noted an absence.</source>
        <translation>Belum ada skor, dan ketidakhadiran belum dicatat.</translation>
    </message>
    <message>
        <source>Complete, but not final yet.</source>
        <translation>Lengkap, tetapi belum final.</translation>
    </message>
    <message>
        <source>Final, but not signed yet.</source>
        <translation>Final, tetapi belum ditandatangani.</translation>
    </message>
    <message>
        <source>Final without a good seal: open it again and make it final anew.</source>
        <translation>Final tanpa segel yang sah: buka kembali, lalu selesaikan lagi.</translation>
    </message>
    <message>
        <source>Records disagree; the secretariat decides.</source>
        <translation>Rekaman berselisih; sekretariat yang memutuskan.</translation>
    </message>
    <message>
        <source>Not scored: {criterion}</source>
        <translation>Belum dinilai: {criterion}</translation>
    </message>
    <message>
        <source>Score {score} without a note that explains it: {criterion}</source>
        <translation>Skor {score} belum dijelaskan dengan catatan: {criterion}</translation>
    </message>
</context>
<context>
    <name>GapsPage</name>
    <message>
        <source>Whose gaps are shown</source>
        <translation>Kelengkapan siapa yang ditampilkan</translation>
    </message>
    <message>
        <source>Whole day</source>
        <translation>Seluruh hari</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Yang belum lengkap</translation>
    </message>
    <message>
        <source>Only {code} {name}</source>
        <translation>Hanya {code} {name}</translation>
    </message>
    <message>
        <source>{n} left to do</source>
        <translation>{n} hal belum lengkap</translation>
    </message>
    <message>
        <source>Before you leave the room</source>
        <translation>Sebelum keluar ruangan</translation>
    </message>
    <message numerus="yes">
        <source>%n sheets</source>
        <translation>
            <numerusform>%n lembar</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} final and signed</source>
        <translation>{n} final dan ditandatangani</translation>
    </message>
    <message>
        <source>{n} recused</source>
        <translation>{n} berhalangan</translation>
    </message>
    <message>
        <source>{n} absent</source>
        <translation>{n} tidak hadir</translation>
    </message>
    <message>
        <source>{n} to be done</source>
        <translation>{n} perlu dikerjakan</translation>
    </message>
    <message>
        <source>Everything is there</source>
        <translation>Semua lengkap</translation>
    </message>
    <message>
        <source>This sheet needs nothing more.</source>
        <translation>Tidak ada lagi yang perlu dikerjakan pada lembar ini.</translation>
    </message>
    <message>
        <source>Every sheet is signed, or the reason is noted. You can hand back.</source>
        <translation>Setiap lembar sudah ditandatangani, atau ada alasannya. Berkas dapat diserahkan.</translation>
    </message>
</context>
<context>
    <name>GridDelegate</name>
    <message>
        <source>VALUE</source>
        <translation>NILAI</translation>
    </message>
</context>
<context>
    <name>GridModel</name>
    <message>
        <source>{one} and {other} are {difference} apart.</source>
        <translation>{one} dan {other} berselisih {difference}.</translation>
    </message>
    <message>
        <source>{one} and {other} have the same total.</source>
        <translation>{one} dan {other} sama nilainya.</translation>
    </message>
    <message>
        <source>{one} is above {other}, but {steps} lower on “{criterion}”.</source>
        <translation>{one} di atas {other}, tetapi {steps} lebih rendah pada “{criterion}”.</translation>
    </message>
    <message>
        <source>Not saved. {why}</source>
        <translation>Belum tersimpan. {why}</translation>
    </message>
    <message>
        <source>not scored</source>
        <translation>belum dinilai</translation>
    </message>
</context>
<context>
    <name>GridPage</name>
    <message>
        <source>My scores of the day</source>
        <translation>Skor saya hari ini</translation>
    </message>
    <message>
        <source>Sheets made final</source>
        <translation>Lembar yang sudah final</translation>
    </message>
    <message>
        <source>{whole} of {all} sheets are complete, {final} are final. Only you see this; it compares your own scores and proposes nothing.</source>
        <translation>{whole} dari {all} lembar lengkap, {final} final. Hanya Anda yang melihatnya; di sini skor Anda dibandingkan satu sama lain, tanpa usul apa pun.</translation>
    </message>
    <message>
        <source>And {n} more pairs.</source>
        <translation>Dan {n} pasangan lain.</translation>
    </message>
    <message>
        <source>No two of your totals are close, and none is upside down.</source>
        <translation>Tidak ada nilai yang berdekatan atau terbalik.</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>My scores side by side</source>
        <translation>Skor saya berdampingan</translation>
    </message>
</context>
<context>
    <name>HandOverPage</name>
    <message>
        <source>Hand back</source>
        <translation>Serahkan</translation>
    </message>
    <message>
        <source>My sheets</source>
        <translation>Lembar saya</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Sedang menulis</translation>
    </message>
    <message>
        <source>Choose a &amp;folder…</source>
        <translation>Pilih &amp;folder…</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} dari {all}</translation>
    </message>
    <message>
        <source>not signed yet: {codes}</source>
        <translation>belum ditandatangani: {codes}</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>Recused</source>
        <translation>Berhalangan</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>Tidak hadir</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Belum selesai</translation>
    </message>
    <message>
        <source>You can hand back now all the same. Finish what is missing later and hand back once more: the newest file contains the older ones.</source>
        <translation>Sekarang pun boleh diserahkan. Selesaikan kemudian yang belum, lalu serahkan sekali lagi: berkas yang terbaru memuat yang sebelumnya.</translation>
    </message>
    <message>
        <source>Where shall it go?</source>
        <translation>Ditulis ke mana?</translation>
    </message>
    <message>
        <source>Hand back once more</source>
        <translation>Serahkan sekali lagi</translation>
    </message>
    <message>
        <source>✓ Handed back at {time}, and read back</source>
        <translation>✓ Diserahkan pukul {time} dan dibaca kembali</translation>
    </message>
    <message>
        <source>{n} of {all} final</source>
        <translation>{n} dari {all} final</translation>
    </message>
    <message>
        <source>{file} · records: {n}</source>
        <translation>{file} · {n} rekaman</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Bukti serah</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Tempat</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>Lembar</translation>
    </message>
    <message>
        <source>Sum of totals</source>
        <translation>Jumlah nilai</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Sidik data</translation>
    </message>
    <message>
        <source>QR code for the secretariat: panel, assessor, sheets, missing, sum of totals, fingerprint</source>
        <translation>Kode QR untuk sekretariat: panel, penilai, lembar, yang belum selesai, jumlah nilai, sidik data</translation>
    </message>
    <message>
        <source>The file is signed and closed: only the secretariat can open it. Handing back again does no harm; the newest file contains the older ones. Ask for the receipt.</source>
        <translation>Berkas bertanda tangan dan tertutup: hanya sekretariat yang dapat membukanya. Menyerahkan lagi tidak merugikan; berkas yang terbaru memuat yang sebelumnya. Mintalah tanda terimanya.</translation>
    </message>
    <message>
        <source>Write to {name}  ·  {free} free</source>
        <translation>Tulis ke {name}  ·  kosong {free}</translation>
    </message>
    <message>
        <source>Put a stick in and it appears here, or choose a folder.</source>
        <translation>Pasang stik, maka stik itu muncul di sini; atau pilih folder.</translation>
    </message>
    <message>
        <source>The stick can be taken out now, the way this computer asks for it.</source>
        <translation>Stik sudah boleh dilepas dengan cara yang aman.</translation>
    </message>
    <message>
        <source>A stick is there. Leave it in until the receipt is shown.</source>
        <translation>Stik ditemukan. Biarkan terpasang sampai bukti serah tampil.</translation>
    </message>
</context>
<context>
    <name>HandingOut</name>
    <message>
        <source>Where shall the kits go?</source>
        <translation>Di folder mana paket panel disimpan?</translation>
    </message>
    <message>
        <source>Stopped. The kits that were written stay.</source>
        <translation>Dihentikan. Paket yang sudah ditulis tetap ada.</translation>
    </message>
    <message>
        <source>The kit code that was given opens no kit that is written from now on. Kits that were written before still open with it: take those back, if a stranger may have it.</source>
        <translation>Kode paket yang lama tidak membuka paket yang ditulis mulai sekarang. Paket yang sudah ditulis masih terbuka dengannya: tariklah kembali bila kode itu mungkin di tangan orang lain.</translation>
    </message>
    <message>
        <source>The new one is needed by: {names}. They keep their activation codes.</source>
        <translation>Kode yang baru diperlukan oleh: {names}. Kode aktivasi mereka tetap.</translation>
    </message>
    <message>
        <source>New kit code for {panel}?</source>
        <translation>Kode paket baru untuk {panel}?</translation>
    </message>
    <message>
        <source>Make the code and write the kit…</source>
        <translation>Buat kode dan tulis paket…</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Tinggalkan</translation>
    </message>
    <message>
        <source>{name} has several keys. Revoke those that are lost, then hand out.</source>
        <translation>{name} mempunyai beberapa kunci. Cabut yang hilang, lalu terbitkan paket.</translation>
    </message>
    <message>
        <source>Kits written to {folder}: {n}. All codes stay as they were given.</source>
        <translation>{n} paket ditulis ke {folder}. Semua kode tetap seperti yang sudah diberikan.</translation>
    </message>
    <message>
        <source>Slips written to {file}: {n}. Print them, cut them, hand each to its person, then delete the file.</source>
        <translation>{n} slip ditulis ke {file}. Cetak, potong, serahkan kepada orangnya, lalu hapus berkas itu.</translation>
    </message>
    <message>
        <source>These codes are shown now and kept nowhere. Give each activation code to its person, and the kit code by another road than the kit.</source>
        <translation>Kode ini hanya tampil sekarang dan tidak disimpan di mana pun. Serahkan kode aktivasi langsung kepada orangnya, dan beritahukan kode paket lewat jalan lain, tidak bersama paketnya.</translation>
    </message>
    <message>
        <source>The kits are written</source>
        <translation>Paket sudah ditulis</translation>
    </message>
    <message>
        <source>Kit code</source>
        <translation>Kode paket</translation>
    </message>
    <message>
        <source>Activation code of {name}</source>
        <translation>Kode aktivasi {name}</translation>
    </message>
    <message>
        <source>Where shall the activation slips go?</source>
        <translation>Di mana slip aktivasi disimpan?</translation>
    </message>
</context>
<context>
    <name>HandingOver</name>
    <message>
        <source>Not handed back: your key is needed for that.</source>
        <translation>Belum diserahkan: kunci Anda diperlukan untuk itu.</translation>
    </message>
    <message>
        <source>Where shall the returned file go?</source>
        <translation>Berkas kembali ditulis ke mana?</translation>
    </message>
    <message>
        <source>Writing to {place} … leave the stick in.</source>
        <translation>Menulis ke {place} … biarkan stik terpasang.</translation>
    </message>
    <message>
        <source>Handed back: {file}, records: {records}.</source>
        <translation>Diserahkan: {file}, {records} rekaman.</translation>
    </message>
    <message>
        <source>Something went wrong; nothing was handed back.</source>
        <translation>Ada yang salah; tidak ada yang diserahkan.</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>Bantuan</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Pintasan papan ketik</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
</context>
<context>
    <name>IssuePage</name>
    <message>
        <source>Write &amp;all kits…</source>
        <translation>Terbitkan &amp;semua paket…</translation>
    </message>
    <message>
        <source>A kit takes entries, schedule and rubrics to a panel, and holds no scores. Whoever has no code yet gets one with it. Kits can be written again at any time.</source>
        <translation>Paket membawa peserta, jadwal, dan instrumen ke panel; skor tidak ada di dalamnya. Siapa yang belum punya kode mendapatkannya bersama paket. Paket boleh diterbitkan lagi kapan saja.</translation>
    </message>
    <message>
        <source>This event has no panels.</source>
        <translation>Kegiatan ini belum mempunyai panel.</translation>
    </message>
    <message>
        <source>Hand out</source>
        <translation>Terbitkan</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>Make my key</source>
        <translation>Buat kunci saya</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Buka kunci</translation>
    </message>
    <message>
        <source>Use a .p12 certificate that you have…</source>
        <translation>Gunakan sertifikat .p12 yang sudah ada…</translation>
    </message>
    <message>
        <source>Make your signing key</source>
        <translation>Buat kunci tanda tangan Anda</translation>
    </message>
    <message>
        <source>Unlock your key</source>
        <translation>Buka kunci tanda tangan Anda</translation>
    </message>
    <message>
        <source>Final sheets are signed with a key that only you have. The activation code is on your slip; the passphrase is yours to choose and nobody can recover it.</source>
        <translation>Lembar final ditandatangani dengan kunci yang hanya Anda miliki. Kode aktivasi tercetak pada slip Anda; frasa sandi Anda pilih sendiri dan tidak dapat dipulihkan oleh siapa pun.</translation>
    </message>
    <message>
        <source>Show what I type</source>
        <translation>Tampilkan yang saya ketik</translation>
    </message>
    <message>
        <source>Assessor</source>
        <translation>Penilai</translation>
    </message>
    <message>
        <source>Activation code</source>
        <translation>Kode aktivasi</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frasa sandi</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Ulangi frasa sandi</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nanti saja</translation>
    </message>
    <message>
        <source>The passphrase is asked each time your key is needed.</source>
        <translation>Frasa sandi diminta setiap kali kunci Anda diperlukan.</translation>
    </message>
    <message>
        <source>Your key then stays open until you lock the screen or leave.</source>
        <translation>Sesudah itu kunci Anda tetap terbuka sampai layar dikunci atau Anda keluar.</translation>
    </message>
    <message>
        <source>Your key then stays open for {n} minutes, or until you lock the screen or leave.</source>
        <translation>Sesudah itu kunci Anda tetap terbuka selama {n} menit, atau sampai layar dikunci atau Anda keluar.</translation>
    </message>
    <message>
        <source>Your certificate with its key</source>
        <translation>Sertifikat Anda beserta kuncinya</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>Pakai kunci ini</translation>
    </message>
    <message>
        <source>Make a new key after all</source>
        <translation>Kembali: buat kunci baru di sini</translation>
    </message>
    <message>
        <source>Key of the certificate of {name}, issued by {issuer}, valid until {until}. This event certifies the same key in your name; here your own passphrase protects it.</source>
        <translation>Kunci dari sertifikat {name}, diterbitkan oleh {issuer}, berlaku sampai {until}. Kegiatan ini menerbitkan sertifikatnya sendiri untuk kunci itu atas nama Anda; di sini kunci dilindungi frasa sandi Anda sendiri.</translation>
    </message>
    <message>
        <source>The activation code on your slip is needed.</source>
        <translation>Kode aktivasi pada slip Anda perlu diisi.</translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation>Ketik frasa sandi.</translation>
    </message>
    <message>
        <source>The passphrase needs at least {n} characters.</source>
        <translation>Frasa sandi paling sedikit {n} karakter.</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Kedua frasa sandi berbeda.</translation>
    </message>
</context>
<context>
    <name>KeyFileDialog</name>
    <message>
        <source>Certificate file</source>
        <translation>Berkas sertifikat</translation>
    </message>
    <message>
        <source>Type the password of {file}. It opens the file once and is not kept; after that your own passphrase protects the key.</source>
        <translation>Ketik kata sandi {file}. Berkas itu dibuka sekali dan kata sandinya tidak disimpan; sesudah itu kunci dilindungi frasa sandi Anda sendiri.</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>Kata sandi berkas</translation>
    </message>
    <message>
        <source>Open the certificate</source>
        <translation>Buka sertifikat</translation>
    </message>
    <message>
        <source>Use a certificate that you have</source>
        <translation>Gunakan sertifikat yang sudah ada</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Pintasan papan ketik</translation>
    </message>
    <message>
        <source>type a score; typing begins at once</source>
        <translation>ketik skor; langsung terisi</translation>
    </message>
    <message>
        <source>save it and go to the next gap</source>
        <translation>simpan, lalu ke kriteria kosong berikutnya</translation>
    </message>
    <message>
        <source>previous and next criterion</source>
        <translation>kriteria sebelumnya dan berikutnya</translation>
    </message>
    <message>
        <source>leave the score as it was</source>
        <translation>batalkan, skor tetap seperti semula</translation>
    </message>
    <message>
        <source>finish the note and begin the next</source>
        <translation>selesaikan catatan, mulai yang baru</translation>
    </message>
    <message>
        <source>new line in the note</source>
        <translation>baris baru dalam catatan</translation>
    </message>
    <message>
        <source>and a word, at the end of a note: your own tag</source>
        <translation>dan sebuah kata di akhir catatan: tanda Anda sendiri</translation>
    </message>
    <message>
        <source>in what is missing: open its place</source>
        <translation>di daftar yang belum lengkap: membuka tempatnya</translation>
    </message>
    <message>
        <source>in my scores: open the sheet of the row</source>
        <translation>di skor saya: membuka lembar baris itu</translation>
    </message>
    <message>
        <source>back from such a page to the sheet</source>
        <translation>dari halaman itu kembali ke lembar</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Skor</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>Innovators</source>
        <translation>Peserta</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sesi</translation>
    </message>
    <message>
        <source>The whole day</source>
        <translation>Seluruh hari</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Jendela</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Theme: {name}</source>
        <translation>Tema: {name}</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>A key is known here once it has come in a returned file. Let its owner read the words to you when in doubt; a key that nobody knows is revoked.</source>
        <translation>Kunci dikenal di sini setelah datang dalam berkas kembali. Bila ragu, mintalah pemiliknya membacakan kata-katanya; kunci yang tidak dikenali siapa pun dicabut.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Kunci</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>Pemilik</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>Panel</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Sidik</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Dibuat</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>No assessor&apos;s key has come yet.</source>
        <translation>Belum ada kunci penilai yang datang.</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Cabut…</translation>
    </message>
    <message>
        <source>Revoke the key of {name}…</source>
        <translation>Cabut kunci {name}…</translation>
    </message>
    <message>
        <source>good; the secretariat&apos;s own</source>
        <translation>berlaku; milik sekretariat</translation>
    </message>
    <message>
        <source>good</source>
        <translation>berlaku</translation>
    </message>
    <message>
        <source>revoked: {reason}
Nothing that it sealed stays good</source>
        <translation>dicabut: {reason}
Tidak ada yang disegelnya tetap berlaku</translation>
    </message>
    <message>
        <source>revoked: {reason}
Good up to {record}</source>
        <translation>dicabut: {reason}
Berlaku sampai {record}</translation>
    </message>
</context>
<context>
    <name>KitUpdate</name>
    <message>
        <source>The newer kit was taken in. New records: {n}.</source>
        <translation>Paket baru diterima: {n} rekaman baru.</translation>
    </message>
    <message>
        <source>Everything in this kit is here already.</source>
        <translation>Semua isi paket ini sudah ada di sini.</translation>
    </message>
</context>
<context>
    <name>LockDialog</name>
    <message>
        <source>Lock and key</source>
        <translation>Penguncian layar dan kunci</translation>
    </message>
    <message>
        <source>Lock the screen when nothing is touched for</source>
        <translation>Kunci layar bila tidak ada sentuhan selama</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jangan pernah</translation>
    </message>
    <message>
        <source>Keep my key open behind its passphrase for</source>
        <translation>Sesudah frasa sandi diketik, kunci saya tetap terbuka selama</translation>
    </message>
    <message>
        <source>ask each time</source>
        <translation>selalu tanyakan</translation>
    </message>
    <message>
        <source>until the screen is locked</source>
        <translation>sampai layar dikunci atau ditutup</translation>
    </message>
    <message>
        <source>For {name} on this laptop. Others here choose for themselves.</source>
        <translation>Untuk {name} di laptop ini. Penilai lain memilih sendiri.</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>Simpan pilihan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 menit</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} menit</translation>
    </message>
    <message>
        <source>Only for a laptop that nobody else uses: whoever sits down here, or opens this file, sees your sheets. Ctrl+L still locks them by hand.</source>
        <translation>Hanya untuk laptop yang tidak dipakai orang lain: siapa pun yang duduk di sini, atau membuka berkas ini, melihat lembar Anda. Ctrl+L tetap menguncinya dengan tangan.</translation>
    </message>
    <message>
        <source>You have no key yet, or were given a new activation code since: the screen is covered, but anybody can go on. With your key comes the passphrase that locks it.</source>
        <translation>Anda belum mempunyai kunci, atau sudah diberi kode aktivasi baru: layar ditutupi, tetapi siapa pun dapat melanjutkan. Bersama kunci ada frasa sandi yang menguncinya.</translation>
    </message>
    <message>
        <source>Your passphrase then opens your sheets, here and when this file is opened. Nothing you typed is lost.</source>
        <translation>Sesudah itu frasa sandi membuka lembar Anda, di sini dan saat berkas ini dibuka. Yang sudah Anda ketik tidak hilang.</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Passphrase of {name}</source>
        <translation>Frasa sandi {name}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Lanjutkan</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Buka kunci</translation>
    </message>
    <message>
        <source>Make my key…</source>
        <translation>Buat kunci saya…</translation>
    </message>
    <message>
        <source>Change assessor</source>
        <translation>Ganti penilai</translation>
    </message>
    <message>
        <source>Something typed could not be saved yet. It is kept; unlock to try again. Nobody else can score here until then.</source>
        <translation>Ada ketikan yang belum dapat disimpan. Ketikan itu dijaga; buka kunci untuk mencoba lagi. Sebelum itu orang lain belum dapat menilai di sini.</translation>
    </message>
    <message>
        <source>Screen covered, not locked</source>
        <translation>Layar ditutupi, tidak terkunci</translation>
    </message>
    <message>
        <source>Screen locked</source>
        <translation>Layar terkunci</translation>
    </message>
    <message>
        <source>Sheets locked</source>
        <translation>Lembar terkunci</translation>
    </message>
    <message>
        <source>You have no key yet, or were given a new activation code since, so nothing can keep others from your sheets: this page only covers them. Make your key to lock them with a passphrase of your own.</source>
        <translation>Anda belum mempunyai kunci, atau sudah diberi kode aktivasi baru, jadi belum ada yang menahan orang lain: halaman ini hanya menutupi lembar Anda. Buat kunci supaya lembar terkunci dengan frasa sandi Anda sendiri.</translation>
    </message>
    <message>
        <source>This is the example: everybody knows its passphrase.</source>
        <translation>Ini contoh: frasa sandinya diketahui semua orang.</translation>
    </message>
    <message>
        <source>Everything you entered is kept. Forgotten the passphrase? Ask the secretariat for a new activation code.</source>
        <translation>Semua yang Anda isi tetap ada. Lupa frasa sandi? Minta kode aktivasi baru kepada sekretariat.</translation>
    </message>
    <message>
        <source>Your passphrase opens your sheets and your signing key.</source>
        <translation>Frasa sandi membuka lembar dan kunci tanda tangan Anda.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Something typed is not saved yet, so nobody else can score here now.</source>
        <translation>Ada ketikan yang belum tersimpan, jadi orang lain belum dapat menilai di sini.</translation>
    </message>
    <message>
        <source>Something typed is not saved yet. The language can be changed then.</source>
        <translation>Ada ketikan yang belum tersimpan. Sesudah tersimpan, bahasa dapat diganti.</translation>
    </message>
    <message>
        <source>Something typed is not saved yet. Close again to lose it.</source>
        <translation>Ada isian yang belum tersimpan. Tutup sekali lagi untuk membuangnya.</translation>
    </message>
    <message>
        <source>Read only: this file is open at {holder}. Nothing can be changed here.</source>
        <translation>Hanya dibaca: berkas ini sedang dibuka oleh {holder}. Tidak ada yang dapat diubah di sini.</translation>
    </message>
    <message>
        <source>Read only: this file or its folder cannot be written. Nothing can be changed here.</source>
        <translation>Hanya dibaca: berkas ini atau foldernya tidak dapat ditulisi. Tidak ada yang dapat diubah di sini.</translation>
    </message>
    <message>
        <source>&amp;Finish &amp;&amp; next</source>
        <translation>&amp;Selesai &amp;&amp; lanjut</translation>
    </message>
    <message>
        <source>Next innovator &amp;to score</source>
        <translation>&amp;Lanjut ke peserta berikutnya</translation>
    </message>
    <message>
        <source>Here &amp;after all</source>
        <translation>Ternyata &amp;hadir</translation>
    </message>
    <message>
        <source>&amp;Absent</source>
        <translation>&amp;Tidak hadir</translation>
    </message>
    <message>
        <source>Every sheet is done. Thank you.</source>
        <translation>Semua lembar sudah selesai. Terima kasih.</translation>
    </message>
    <message>
        <source>Note removed.</source>
        <translation>Catatan dihapus.</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>Kembalikan</translation>
    </message>
    <message>
        <source>Score cleared.</source>
        <translation>Skor dikosongkan.</translation>
    </message>
    <message>
        <source>Something went wrong while signing.</source>
        <translation>Terjadi gangguan saat menandatangani.</translation>
    </message>
    <message>
        <source>The sheet is final but not signed yet. {why}</source>
        <translation>Lembar sudah final, tetapi belum ditandatangani. {why}</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>Tanda tangani lagi</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Berkas</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Sunting</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Lihat</translation>
    </message>
    <message>
        <source>Sess&amp;ion</source>
        <translation>S&amp;esi</translation>
    </message>
    <message>
        <source>&amp;Warn</source>
        <translation>&amp;Ingatkan</translation>
    </message>
    <message>
        <source>&amp;Scoring</source>
        <translation>&amp;Penilaian</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>B&amp;antuan</translation>
    </message>
</context>
<context>
    <name>NoteChoices</name>
    <message>
        <source>Your own tag: type # and a word at the end of the note</source>
        <translation>Tanda Anda sendiri: ketik # dan sebuah kata di akhir catatan</translation>
    </message>
    <message>
        <source>About this criterion ({key})</source>
        <translation>Tentang kriteria ini ({key})</translation>
    </message>
    <message>
        <source>The innovator may read this note ({key})</source>
        <translation>Peserta boleh membaca catatan ini ({key})</translation>
    </message>
    <message>
        <source>What the note is for</source>
        <translation>Guna catatan</translation>
    </message>
    <message>
        <source>Tag the note: {tag} (Alt+{key})</source>
        <translation>Tandai catatan: {tag} (Alt+{key})</translation>
    </message>
    <message>
        <source>Tag {tag}</source>
        <translation>Tanda {tag}</translation>
    </message>
    <message>
        <source>use …</source>
        <translation>guna …</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Write a note</source>
        <translation>Tulis catatan</translation>
    </message>
</context>
<context>
    <name>NoteWording</name>
    <message>
        <source>strength</source>
        <translation>kekuatan</translation>
    </message>
    <message>
        <source>to improve</source>
        <translation>perbaikan</translation>
    </message>
    <message>
        <source>policy recommendation</source>
        <translation>rekomendasi kebijakan</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>kebijakan</translation>
    </message>
    <message>
        <source>criterion {n}</source>
        <translation>kriteria {n}</translation>
    </message>
    <message>
        <source>former criterion</source>
        <translation>kriteria lama</translation>
    </message>
    <message>
        <source>may be shared</source>
        <translation>boleh dibagikan</translation>
    </message>
</context>
<context>
    <name>NotesDelegate</name>
    <message>
        <source>{time} · being edited</source>
        <translation>{time} · sedang diubah</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>Notes</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Cari</translation>
    </message>
    <message>
        <source>Search my notes ({key})</source>
        <translation>Cari dalam catatan saya ({key})</translation>
    </message>
    <message>
        <source>Whose notes are shown</source>
        <translation>Catatan siapa yang ditampilkan</translation>
    </message>
    <message>
        <source>Notes that belong to no innovator ({key})</source>
        <translation>Catatan yang bukan tentang peserta tertentu ({key})</translation>
    </message>
    <message>
        <source>No notes of the day yet: what belongs to no innovator, such as a power cut.</source>
        <translation>Belum ada catatan hari ini: hal yang bukan tentang peserta tertentu, misalnya listrik padam.</translation>
    </message>
    <message>
        <source>No notes yet.</source>
        <translation>Belum ada catatan.</translation>
    </message>
    <message>
        <source>Write a note … Enter: next note, Shift+Enter: new line</source>
        <translation>Tulis catatan … Enter: catatan berikutnya, Shift+Enter: baris baru</translation>
    </message>
    <message>
        <source>Notes cannot be written here.</source>
        <translation>Catatan tidak dapat ditulis di sini.</translation>
    </message>
    <message>
        <source>Of the day</source>
        <translation>Hari ini</translation>
    </message>
    <message>
        <source>saving …</source>
        <translation>menyimpan …</translation>
    </message>
    <message>
        <source>saved {time}</source>
        <translation>tersimpan {time}</translation>
    </message>
    <message>
        <source>Not saved. {why}</source>
        <translation>Belum tersimpan. {why}</translation>
    </message>
</context>
<context>
    <name>NotesSearch</name>
    <message>
        <source>Search my notes</source>
        <translation>Cari dalam catatan saya</translation>
    </message>
    <message>
        <source>Notes found</source>
        <translation>Catatan yang ditemukan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>Tutup pencarian (Esc)</translation>
    </message>
    <message>
        <source>In all your notes, those of the day too.</source>
        <translation>Di semua catatan Anda, juga catatan hari ini.</translation>
    </message>
    <message>
        <source>{n} found · ↑ ↓, then Enter</source>
        <translation>{n} ditemukan · ↑ ↓, lalu Enter</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Tidak ada yang ditemukan.</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation>Tutup pemberitahuan</translation>
    </message>
</context>
<context>
    <name>OfficeHelp</name>
    <message>
        <source>Shows which sheets have come, entry by entry and assessor by assessor. Choose a cell to read what its sign means; Enter shows the sheet. If something stays missing, the results can be declared final all the same, with a reason that is printed.</source>
        <translation>Menunjukkan lembar mana yang sudah datang, per peserta dan per penilai. Pilih satu kotak untuk membaca artinya; Enter menampilkan lembarnya. Bila tetap ada yang belum datang, hasil dapat dinyatakan final dengan alasan yang ikut dicetak.</translation>
    </message>
    <message>
        <source>Writes the kits that panels begin with: entries, schedule and rubrics. Codes that are made with them are shown once: give each to its person. Whoever has lost a code or a key gets a new code here.</source>
        <translation>Menulis paket awal untuk panel: peserta, jadwal, dan instrumen. Kode yang dibuat bersamanya hanya tampil sekali: serahkan masing-masing kepada orangnya. Siapa yang kehilangan kode atau kunci mendapat kode baru di sini.</translation>
    </message>
    <message>
        <source>Takes in what panels return. Choose files or a folder, or drop them here: they are looked at first, and only Receive takes them in. Undo takes out again exactly what a file brought.</source>
        <translation>Menerima berkas kembali dari panel. Pilih berkas atau folder, atau letakkan di sini: berkas dilihat dahulu, dan baru diterima bila Anda menekan Terima. Dengan Batalkan, tepat isi yang dibawa sebuah berkas dikeluarkan lagi.</translation>
    </message>
    <message>
        <source>Lists what records disagree on, such as scores for one sheet on two laptops. Choose which counts, and say why; the other stays in the trail. An entry whose result is held up has none before that is decided.</source>
        <translation>Memuat rekaman yang berselisih, misalnya skor satu lembar di dua laptop. Pilih yang dihitung dan tuliskan alasannya; yang lain tetap ada di jejak. Peserta yang hasilnya tertahan baru mempunyai hasil setelah selisihnya diputuskan.</translation>
    </message>
    <message>
        <source>Lists every record, the newest first: who said what and when, what it replaced, and in which file it came. What is searched and chosen can be exported as a table.</source>
        <translation>Memuat semua rekaman, yang terbaru lebih dahulu: siapa menyatakan apa dan kapan, apa yang digantikannya, dan dalam berkas mana ia datang. Hasil pencarian dan pilihan dapat diekspor sebagai tabel.</translation>
    </message>
    <message>
        <source>Lists every key that has come. Revoke the key of a lost laptop, or one that nobody knows: you name the last record that is still good, and see first what would change.</source>
        <translation>Memuat semua kunci yang sudah datang. Cabut kunci dari laptop yang hilang, atau kunci yang tidak dikenali siapa pun: Anda menunjuk rekaman terakhir yang masih baik, dan melihat dahulu apa yang akan berubah.</translation>
    </message>
    <message>
        <source>Keeps files that were refused, each with the reason. They can be received again, for instance after an update; they go only if you delete them.</source>
        <translation>Menyimpan berkas yang ditolak, masing-masing dengan alasannya. Berkas dapat diterima lagi, misalnya setelah aplikasi diperbarui; berkas hanya hilang bila Anda menghapusnya.</translation>
    </message>
</context>
<context>
    <name>OfficeMenus</name>
    <message>
        <source>EXAMPLE · not real assessment data</source>
        <translation>CONTOH · bukan data penilaian sungguhan</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Berkas</translation>
    </message>
    <message>
        <source>&amp;Kits and keys</source>
        <translation>&amp;Paket dan kunci</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Lihat</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>B&amp;antuan</translation>
    </message>
    <message>
        <source>This &amp;page and the keys</source>
        <translation>&amp;Halaman ini dan pintasannya</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Buka…</translation>
    </message>
    <message>
        <source>Open the &amp;example</source>
        <translation>Buka &amp;contoh</translation>
    </message>
    <message>
        <source>&amp;Take returned files in…</source>
        <translation>Te&amp;rima berkas kembali…</translation>
    </message>
    <message>
        <source>Take a &amp;folder of returned files in…</source>
        <translation>Terima berkas kembali dari &amp;folder…</translation>
    </message>
    <message>
        <source>P&amp;ublish signed sheets…</source>
        <translation>Terbitkan &amp;lembar bertanda tangan…</translation>
    </message>
    <message>
        <source>Ex&amp;port the trail…</source>
        <translation>Ekspor &amp;jejak…</translation>
    </message>
    <message>
        <source>E&amp;xchange with other operators…</source>
        <translation>Tu&amp;kar dengan operator lain…</translation>
    </message>
    <message>
        <source>&amp;Appoint another operator…</source>
        <translation>T&amp;unjuk operator lain…</translation>
    </message>
    <message>
        <source>&amp;Look at sheets…</source>
        <translation>Li&amp;hat lembar…</translation>
    </message>
    <message>
        <source>C&amp;heck the data</source>
        <translation>Per&amp;iksa data</translation>
    </message>
    <message>
        <source>&amp;Recover a damaged file…</source>
        <translation>&amp;Pulihkan berkas rusak…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Tutup</translation>
    </message>
    <message>
        <source>Write &amp;all kits…</source>
        <translation>Terbitkan &amp;semua paket…</translation>
    </message>
    <message>
        <source>&amp;One panel&apos;s kit, or new codes</source>
        <translation>Paket sebuah panel, atau &amp;kode baru</translation>
    </message>
    <message>
        <source>&amp;Revoke a key</source>
        <translation>&amp;Cabut kunci</translation>
    </message>
    <message>
        <source>Refused &amp;files</source>
        <translation>&amp;Berkas yang ditolak</translation>
    </message>
</context>
<context>
    <name>OfficePages</name>
    <message>
        <source>Completeness</source>
        <translation>Kelengkapan</translation>
    </message>
    <message>
        <source>Hand out</source>
        <translation>Terbitkan</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>Terima</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Selisih</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>Jejak</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Kunci</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>Karantina</translation>
    </message>
</context>
<context>
    <name>OfficeWindow</name>
    <message>
        <source>One moment: the work under way is being stopped.</source>
        <translation>Sebentar: pekerjaan yang sedang berjalan dihentikan dahulu.</translation>
    </message>
</context>
<context>
    <name>OfficeWork</name>
    <message>
        <source>Returned packages and panel files</source>
        <translation>Berkas kembali dan berkas panel</translation>
    </message>
    <message>
        <source>Folder of returned packages and panel files</source>
        <translation>Folder berisi berkas kembali dan berkas panel</translation>
    </message>
    <message>
        <source>Where shall the receipt go?</source>
        <translation>Di folder mana tanda terima disimpan?</translation>
    </message>
    <message>
        <source>The receipt is written: {paper} to be printed, and {file}. Give both.</source>
        <translation>Tanda terima ditulis: {paper} untuk dicetak, dan {file}. Serahkan keduanya.</translation>
    </message>
    <message>
        <source>Where shall the trail go?</source>
        <translation>Di mana jejak disimpan?</translation>
    </message>
    <message>
        <source>Written to {file}.</source>
        <translation>Ditulis ke {file}.</translation>
    </message>
    <message>
        <source>Where shall sheets and recapitulation go?</source>
        <translation>Di folder mana lembar dan rekapitulasi disimpan?</translation>
    </message>
    <message>
        <source>Signed sheets written to {folder}: {count}.</source>
        <translation>{count} lembar bertanda tangan ditulis ke {folder}.</translation>
    </message>
    <message>
        <source>Final sheets without a signed PDF yet: {n}.</source>
        <translation>{n} lembar final belum mempunyai PDF bertanda tangan.</translation>
    </message>
    <message>
        <source>The recapitulation is provisional. Missing (see Completeness): {n}.</source>
        <translation>Rekapitulasi masih sementara: {n} hal belum ada, lihat Kelengkapan.</translation>
    </message>
    <message>
        <source>Older sheets put aside, into digantikan: {n}.</source>
        <translation>{n} lembar lama dipindahkan ke folder digantikan.</translation>
    </message>
    <message>
        <source>Not in order ({n}): {named}. Do not delete this file; it can be recovered from its safety copies.</source>
        <translation>{n} hal tidak beres: {named}. Jangan menghapus berkas ini; isinya dapat dipulihkan dari salinan cadangan.</translation>
    </message>
    <message>
        <source>Not written, since its signature does not hold: {file}</source>
        <translation>Tidak ditulis karena tanda tangannya tidak sah: {file}</translation>
    </message>
    <message>
        <source>All is well: {records} records and {seals} seals were checked.</source>
        <translation>Semua baik: {records} rekaman dan {seals} segel diperiksa.</translation>
    </message>
    <message>
        <source>Differences to decide: {n}</source>
        <translation>Selisih yang perlu diputuskan: {n}</translation>
    </message>
    <message>
        <source>Recover…</source>
        <translation>Pulihkan…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed in the event file.</source>
        <translation>Dihentikan. Tidak ada yang berubah dalam berkas kegiatan.</translation>
    </message>
</context>
<context>
    <name>OperatorKeyDialog</name>
    <message>
        <source>Your key as an operator</source>
        <translation>Kunci Anda sebagai operator</translation>
    </message>
    <message>
        <source>You were appointed as an operator of this event. The code is the one that opened the package; the passphrase is yours to choose and nobody can recover it.</source>
        <translation>Anda ditunjuk sebagai operator kegiatan ini. Kodenya sama dengan kode yang membuka paket; frasa sandi Anda pilih sendiri dan tidak dapat dipulihkan siapa pun.</translation>
    </message>
    <message>
        <source>Code of the package</source>
        <translation>Kode paket</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Frasa sandi baru</translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation>Frasa sandi baru sekali lagi</translation>
    </message>
    <message>
        <source>Make my key</source>
        <translation>Buat kunci saya</translation>
    </message>
    <message>
        <source>Make your key</source>
        <translation>Buat kunci Anda</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nanti saja</translation>
    </message>
    <message>
        <source>The code of the package is needed.</source>
        <translation>Kode paket perlu diisi.</translation>
    </message>
    <message>
        <source>The passphrase needs at least {n} characters.</source>
        <translation>Frasa sandi paling sedikit {n} karakter.</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Kedua frasa sandi berbeda.</translation>
    </message>
</context>
<context>
    <name>Operators</name>
    <message>
        <source>Where shall the package for the new operator go?</source>
        <translation>Paket untuk operator baru ditulis ke mana?</translation>
    </message>
    <message>
        <source>This code is shown now and kept nowhere. It opens the package and makes the new operator&apos;s key: give it by another road than the package.</source>
        <translation>Kode ini hanya tampil sekarang dan tidak disimpan di mana pun. Kode ini membuka paketnya dan dipakai membuat kunci operator baru: beritahukan lewat jalan lain, tidak bersama paketnya.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kode</translation>
    </message>
    <message>
        <source>{name} is appointed</source>
        <translation>{name} sudah ditunjuk</translation>
    </message>
    <message>
        <source>Where shall the package for the other operators go?</source>
        <translation>Paket untuk operator lain ditulis ke mana?</translation>
    </message>
    <message>
        <source>Written: {file}, {records} records. When the others have received it and you have received theirs, the fingerprints are equal.</source>
        <translation>Ditulis: {file}, {records} rekaman. Setelah diterima operator lain dan paket mereka Anda terima, sidiknya sama.</translation>
    </message>
    <message>
        <source>{name} cannot open it yet: that key has not come here. Receive a package exchanged by {name} first.</source>
        <translation>{name} belum dapat membukanya: kuncinya belum datang ke sini. Terima dahulu paket tukar dari {name}.</translation>
    </message>
    <message>
        <source>Your key is made. Write a package under File, Exchange with other operators, and give it to who appointed you: from then on you can open theirs.</source>
        <translation>Kunci Anda sudah dibuat. Tulis paket pada menu Berkas, Tukar dengan operator lain, lalu serahkan kepada yang menunjuk Anda: sejak itu paketnya dapat Anda buka.</translation>
    </message>
</context>
<context>
    <name>OwnClosingDialog</name>
    <message>
        <source>For the chair</source>
        <translation>Untuk ketua</translation>
    </message>
    <message>
        <source>Read this out to {name}</source>
        <translation>Bacakan kepada {name}</translation>
    </message>
    <message>
        <source>You have no sealed sheet on this laptop yet. Finish a sheet first; then its words stand here.</source>
        <translation>Belum ada lembar Anda yang disegel di laptop ini. Selesaikan satu lembar dahulu; katanya lalu muncul di sini.</translation>
    </message>
    <message>
        <source>Final sheets: {final} of {n} · recused: {recused}</source>
        <translation>{final} lembar final dari {n} · {recused} berhalangan</translation>
    </message>
    <message>
        <source>The words stand for the last thing that you sealed. After another sheet they are others: read them out when you have finished.</source>
        <translation>Kata-kata ini mewakili hal terakhir yang Anda segel. Setelah lembar berikutnya, katanya lain: bacakan sesudah Anda selesai.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
</context>
<context>
    <name>OwnPage</name>
    <message>
        <source>Back to the sheet</source>
        <translation>Kembali ke lembar</translation>
    </message>
</context>
<context>
    <name>PageList</name>
    <message>
        <source>Fingerprint of this file</source>
        <translation>Sidik berkas ini</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Innovator, page or action</source>
        <translation>Peserta, halaman, atau perintah</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Yang ditemukan</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>Tidak ada yang bernama begitu.</translation>
    </message>
</context>
<context>
    <name>PanelCard</name>
    <message>
        <source>Write kit…</source>
        <translation>Terbitkan paket…</translation>
    </message>
    <message>
        <source>Write the kit of {panel}…</source>
        <translation>Terbitkan paket {panel}…</translation>
    </message>
    <message>
        <source>New kit code…</source>
        <translation>Kode paket baru…</translation>
    </message>
    <message>
        <source>New kit code for {panel}…</source>
        <translation>Kode paket baru untuk {panel}…</translation>
    </message>
    <message>
        <source>{name} (chair)</source>
        <translation>{name} (ketua)</translation>
    </message>
    <message>
        <source>New code…</source>
        <translation>Kode baru…</translation>
    </message>
    <message>
        <source>New code for {name}…</source>
        <translation>Kode baru untuk {name}…</translation>
    </message>
    <message>
        <source>No kit was written from this copy of the file yet.</source>
        <translation>Belum ada paket yang ditulis dari salinan berkas ini.</translation>
    </message>
    <message>
        <source>Last kit written {when}.</source>
        <translation>Paket terakhir ditulis {when}.</translation>
    </message>
    <message>
        <source>Its kit code is made with the first kit.</source>
        <translation>Kode paketnya dibuat bersama paket pertama.</translation>
    </message>
    <message>
        <source>Every member has a key, so keys open the next kit, without a kit code.</source>
        <translation>Semua anggota sudah punya kunci: paket berikutnya dibuka dengan kunci mereka, tanpa kode paket.</translation>
    </message>
    <message>
        <source>The kit code of {when} opens the next kit.</source>
        <translation>Paket berikutnya dibuka dengan kode paket yang dibuat {when}.</translation>
    </message>
    <message>
        <source>✓  has a key, made {when}</source>
        <translation>✓  punya kunci, dibuat {when}</translation>
    </message>
    <message>
        <source>…  new code made {when}; the older key is good still</source>
        <translation>…  kode baru dibuat {when}; kunci yang lama masih berlaku</translation>
    </message>
    <message>
        <source>…  code made {when}; no key has come yet</source>
        <translation>…  kode dibuat {when}; kuncinya belum datang</translation>
    </message>
    <message>
        <source>!  key revoked; the next kit brings a new code</source>
        <translation>!  kunci dicabut; paket berikutnya membawa kode baru</translation>
    </message>
    <message>
        <source>!  nothing yet; the next kit brings a code</source>
        <translation>!  belum ada kode; paket berikutnya membawanya</translation>
    </message>
</context>
<context>
    <name>PanelClosing</name>
    <message>
        <source>the chair</source>
        <translation>ketua</translation>
    </message>
    <message>
        <source>The panel is closed and signed. Hand your file back: the closing goes with it.</source>
        <translation>Panel sudah ditutup dan disegel. Serahkan berkas Anda: penutupan ikut di dalamnya.</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Key of the secretariat</source>
        <translation>Kunci sekretariat</translation>
    </message>
    <message>
        <source>Kits, returned files and decisions need the secretariat&apos;s key. The passphrase is asked once while this file is open.</source>
        <translation>Paket, berkas kembali, dan keputusan memerlukan kunci sekretariat. Frasa sandi ditanyakan satu kali selama berkas ini dibuka.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frasa sandi</translation>
    </message>
    <message>
        <source>Open the key</source>
        <translation>Buka kunci</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nanti saja</translation>
    </message>
    <message>
        <source>Open the secretariat&apos;s key</source>
        <translation>Buka kunci sekretariat</translation>
    </message>
</context>
<context>
    <name>QuarantinePage</name>
    <message>
        <source>Sho&amp;w the folder</source>
        <translation>Tampilkan &amp;folder</translation>
    </message>
    <message>
        <source>Nothing of these files was taken in. A copy of each is kept on this computer, so that it can be asked about; it goes only if you delete it.</source>
        <translation>Tidak ada isi berkas ini yang diterima. Salinan tiap berkas disimpan di komputer ini supaya dapat ditanyakan; salinan itu hanya hilang bila Anda menghapusnya.</translation>
    </message>
    <message>
        <source>No file was refused. What is refused when files are looked at or received is kept here, with the reason.</source>
        <translation>Tidak ada berkas yang ditolak. Yang ditolak saat dilihat atau diterima disimpan di sini, dengan alasannya.</translation>
    </message>
    <message>
        <source>Refused files</source>
        <translation>Berkas yang ditolak</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Ditolak</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Ukuran</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>Karantina</translation>
    </message>
    <message>
        <source>Receive again</source>
        <translation>Terima lagi</translation>
    </message>
    <message>
        <source>Receive {file} again</source>
        <translation>Terima {file} lagi</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Hapus…</translation>
    </message>
    <message>
        <source>Delete {file}…</source>
        <translation>Hapus {file}…</translation>
    </message>
    <message>
        <source>Received after all, {when}.</source>
        <translation>Akhirnya diterima, {when}.</translation>
    </message>
    <message>
        <source>The reason cannot be read any more. Receive it again to see it.</source>
        <translation>Alasannya tidak terbaca lagi. Terima lagi untuk melihatnya.</translation>
    </message>
    <message>
        <source>The copy on this computer is deleted for good, with the reason. Where it came from it stays. Keep it while somebody may ask what was handed in.</source>
        <translation>Salinan di komputer ini dihapus untuk seterusnya, beserta alasannya. Di tempat asalnya berkas itu tetap ada. Simpanlah selama masih mungkin ada yang menanyakan apa yang diserahkan.</translation>
    </message>
    <message>
        <source>Delete {file}?</source>
        <translation>Hapus {file}?</translation>
    </message>
    <message>
        <source>Delete the copy</source>
        <translation>Hapus salinannya</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Simpan saja</translation>
    </message>
    <message>
        <source>{file} was deleted.</source>
        <translation>{file} sudah dihapus.</translation>
    </message>
</context>
<context>
    <name>RangeBars</name>
    <message>
        <source>{low}–{high}: {n} times</source>
        <translation>{low}–{high}: {n} kali</translation>
    </message>
    <message>
        <source>How often I used each range: {ranges}.</source>
        <translation>Seberapa sering tiap rentang dipakai: {ranges}.</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>belum ada</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Reason, in your own words</source>
        <translation>Alasan, dengan kata-kata Anda sendiri</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
</context>
<context>
    <name>ReceivePage</name>
    <message>
        <source>Receive</source>
        <translation>Terima</translation>
    </message>
    <message>
        <source>Drop returned files here, or a whole stick. They are looked at first; nothing is taken in before you say so.</source>
        <translation>Letakkan berkas kembali di sini, atau seluruh isi stik. Berkas dilihat dahulu; tidak ada yang diterima sebelum Anda menekan Terima.</translation>
    </message>
    <message>
        <source>&amp;Receive</source>
        <translation>&amp;Terima</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>Choose f&amp;iles…</source>
        <translation>P&amp;ilih berkas…</translation>
    </message>
    <message>
        <source>Choose a f&amp;older…</source>
        <translation>Pilih f&amp;older…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Tinggalkan</translation>
    </message>
    <message>
        <source>Rec&amp;eipt…</source>
        <translation>Tanda t&amp;erima…</translation>
    </message>
    <message>
        <source>A signed receipt without scores, for whoever handed the files in</source>
        <translation>Tanda terima bertanda tangan, tanpa skor, untuk yang menyerahkan berkas</translation>
    </message>
    <message>
        <source>What would be received</source>
        <translation>Yang akan diterima</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Baru</translation>
    </message>
    <message>
        <source>Here already</source>
        <translation>Sudah ada</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>Tidak dihitung</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Selisih</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Keterangan</translation>
    </message>
    <message>
        <source>What was received</source>
        <translation>Yang sudah diterima</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Waktu</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Rekaman</translation>
    </message>
    <message>
        <source>Received so far</source>
        <translation>Sudah diterima</translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation>Melihat isi berkas…</translation>
    </message>
    <message>
        <source>Receiving…</source>
        <translation>Menerima…</translation>
    </message>
    <message>
        <source>Two copies of one file were both written on. Until it is decided which copy is followed, under Differences, records that do not count: {n}.</source>
        <translation>Dua salinan berkas sama-sama ditulisi: {n} rekaman belum dihitung sampai diputuskan salinan mana yang diikuti, pada halaman Selisih.</translation>
    </message>
    <message>
        <source>Differences to decide: {n}.</source>
        <translation>Selisih yang perlu diputuskan: {n}.</translation>
    </message>
    <message>
        <source>Refused: {n}, see the remark.</source>
        <translation>Ditolak: {n}, lihat keterangannya.</translation>
    </message>
    <message>
        <source>Signed with a revoked key: {n}.</source>
        <translation>Ditandatangani dengan kunci yang dicabut: {n}.</translation>
    </message>
    <message>
        <source>Received: {files}. New records: {new}.</source>
        <translation>{files} berkas diterima, {new} rekaman baru.</translation>
    </message>
    <message>
        <source>&amp;Receive {n} files</source>
        <translation>&amp;Terima {n} berkas</translation>
    </message>
    <message>
        <source>&amp;Receive 1 file</source>
        <translation>&amp;Terima 1 berkas</translation>
    </message>
    <message>
        <source>There is no PKRI file among them.</source>
        <translation>Tidak ada berkas PKRI di antaranya.</translation>
    </message>
    <message>
        <source>None of them can be received; see the remark.</source>
        <translation>Tidak satu pun dapat diterima; lihat keterangannya.</translation>
    </message>
    <message>
        <source>New records that would be received: {new}.</source>
        <translation>{new} rekaman baru akan diterima.</translation>
    </message>
    <message>
        <source>Nothing new in them: all of it is here already.</source>
        <translation>Tidak ada yang baru: semuanya sudah ada di sini.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Dihentikan. Tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>Exactly what this file brought goes; all else stays. The file itself is not touched, and can be received again.</source>
        <translation>Tepat yang dibawa berkas ini dikeluarkan; yang lain tetap. Berkasnya sendiri tidak disentuh dan dapat diterima lagi.</translation>
    </message>
    <message>
        <source>Take {file} out again?</source>
        <translation>Keluarkan lagi {file}?</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Keluarkan</translation>
    </message>
    <message>
        <source>Leave it in</source>
        <translation>Biarkan</translation>
    </message>
    <message>
        <source>{file} was taken out again.</source>
        <translation>Isi {file} dikeluarkan lagi.</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>dibatalkan</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>Batalkan…</translation>
    </message>
    <message>
        <source>The key that signed it was revoked ({reason}). What was written after the last good record is kept, but does not count. Ask the assessor.</source>
        <translation>Kunci yang menandatanganinya sudah dicabut ({reason}). Yang ditulis sesudah rekaman terakhir yang baik disimpan, tetapi tidak dihitung. Tanyakan kepada penilainya.</translation>
    </message>
    <message>
        <source>Undo {file}</source>
        <translation>Batalkan {file}</translation>
    </message>
</context>
<context>
    <name>RecoverDialog</name>
    <message>
        <source>Recover a damaged file</source>
        <translation>Pulihkan berkas rusak</translation>
    </message>
    <message>
        <source>The file is made anew from what this computer keeps of it. A damaged file is put aside, never deleted; one that is whole is not touched.</source>
        <translation>Berkas dibuat lagi dari cermin dan salinan cadangan di komputer ini. Berkas yang rusak disisihkan, tidak pernah dihapus; yang utuh tidak disentuh.</translation>
    </message>
    <message>
        <source>This computer keeps nothing of any event file. Recover on the computer on which the file was used.</source>
        <translation>Komputer ini tidak menyimpan apa pun dari berkas kegiatan mana pun. Pulihkan di komputer tempat berkas itu dipakai.</translation>
    </message>
    <message>
        <source>Event files that were used on this computer</source>
        <translation>Berkas kegiatan yang dipakai di komputer ini</translation>
    </message>
    <message>
        <source>Another &amp;file…</source>
        <translation>&amp;Berkas lain…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>&amp;Recover</source>
        <translation>&amp;Pulihkan</translation>
    </message>
    <message>
        <source>Which file shall be recovered?</source>
        <translation>Berkas mana yang dipulihkan?</translation>
    </message>
    <message>
        <source>panel</source>
        <translation>panel</translation>
    </message>
    <message>
        <source>secretariat</source>
        <translation>sekretariat</translation>
    </message>
    <message>
        <source>not in its place any more</source>
        <translation>tidak ada lagi di tempatnya</translation>
    </message>
</context>
<context>
    <name>Recovering</name>
    <message>
        <source>Which file shall be recovered?</source>
        <translation>Berkas mana yang dipulihkan?</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Dihentikan. Tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>{file} is recovered: {records} records, {mirrored} of them from the mirror.</source>
        <translation>{file} pulih: {records} rekaman, {mirrored} di antaranya dari cermin.</translation>
    </message>
    <message>
        <source>The damaged file is kept as {file}.</source>
        <translation>Berkas yang rusak disimpan sebagai {file}.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Buka</translation>
    </message>
</context>
<context>
    <name>RenewDialog</name>
    <message>
        <source>New activation code for {name}</source>
        <translation>Kode aktivasi baru untuk {name}</translation>
    </message>
    <message>
        <source>Go on…</source>
        <translation>Lanjutkan…</translation>
    </message>
    <message>
        <source>Make a new &amp;kit code too</source>
        <translation>Buat juga kode &amp;paket baru</translation>
    </message>
    <message>
        <source>If a stranger may have the slip: the kit code stands on it as well. The new one is then needed by: {names}.</source>
        <translation>Bila slip mungkin di tangan orang lain: kode paket tertulis juga di sana. Kode yang baru lalu diperlukan oleh: {names}.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>For a slip that was lost before a key was made, as far as is known here. A new kit is written with the new code. Whoever holds the old kit and the old slip can still make a key: look at the page Keys.</source>
        <translation>Untuk slip yang hilang sebelum kuncinya dibuat, sejauh diketahui di sini. Paket baru ditulis dengan kode baru. Siapa yang memegang paket lama dan slip lama masih dapat membuat kunci: perhatikan halaman Kunci.</translation>
    </message>
    <message>
        <source>The &amp;laptop or the passphrase is lost</source>
        <translation>&amp;Laptop atau frasa sandinya hilang</translation>
    </message>
    <message>
        <source>The key is revoked first: you choose the last record that stays good. Then a new kit is written with the new code.</source>
        <translation>Kuncinya dicabut dahulu: Anda memilih rekaman terakhir yang tetap berlaku. Sesudah itu paket baru ditulis dengan kode baru.</translation>
    </message>
    <message>
        <source>The key &amp;stays good; a further laptop is used</source>
        <translation>Kuncinya &amp;tetap berlaku; dipakai laptop lain</translation>
    </message>
    <message>
        <source>Nothing is revoked. The assessor makes another key with the new code; the old laptop asks for the new code, too, once it has the new kit.</source>
        <translation>Tidak ada yang dicabut. Penilai membuat kunci lain dengan kode baru; laptop yang lama pun meminta kode baru setelah menerima paket baru.</translation>
    </message>
</context>
<context>
    <name>RevokeDialog</name>
    <message>
        <source>Revoke the key of {name}</source>
        <translation>Cabut kunci {name}</translation>
    </message>
    <message>
        <source>What this key sealed up to the last good record goes on counting. All that comes after it can be read, and counts for no result. This stays in the trail; take in all files that you trust first.</source>
        <translation>Yang disegel kunci ini sampai rekaman terakhir yang baik tetap dihitung. Semua yang sesudahnya dapat dibaca, tetapi tidak dihitung. Pencabutan tercatat di jejak; terima dahulu semua berkas yang dapat dipercaya.</translation>
    </message>
    <message>
        <source>The last good record</source>
        <translation>Rekaman terakhir yang baik</translation>
    </message>
    <message>
        <source>Show &amp;every record</source>
        <translation>Tampilkan setiap &amp;rekaman</translation>
    </message>
    <message>
        <source>None: nothing that this key sealed stays good</source>
        <translation>Tidak ada: tidak satu pun yang disegel kunci ini tetap berlaku</translation>
    </message>
    <message>
        <source>Choose a record to see what would change.</source>
        <translation>Pilih satu rekaman untuk melihat apa yang akan berubah.</translation>
    </message>
    <message>
        <source>Reason, for everybody who will ask</source>
        <translation>Alasan, untuk siapa pun yang akan bertanya</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Revoke the key</source>
        <translation>Cabut kunci</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Reckoning what would change…</source>
        <translation>Menghitung apa yang akan berubah…</translation>
    </message>
</context>
<context>
    <name>Revoking</name>
    <message>
        <source>copy {copy}</source>
        <translation>salinan {copy}</translation>
    </message>
    <message>
        <source>the last that has come</source>
        <translation>yang terakhir datang</translation>
    </message>
    <message>
        <source>All that has come, under each certificate of this key</source>
        <translation>Semua yang sudah datang, pada setiap sertifikat kunci ini</translation>
    </message>
    <message>
        <source>Nothing changes for what has come. Sheets of {name} that count: {kept}.</source>
        <translation>Tidak ada yang berubah bagi yang sudah datang: {kept} lembar {name} dihitung.</translation>
    </message>
    <message>
        <source>Sheets that are not counted any more: {lost} ({named}); records, in all: {records}. Sheets that go on counting: {kept}.</source>
        <translation>Tidak dihitung lagi: {lost} lembar ({named}), seluruhnya {records} rekaman. Lembar yang tetap dihitung: {kept}.</translation>
    </message>
    <message>
        <source>No sheet that counts now is lost. Records that are not counted any more: {records}. Sheets that go on counting: {kept}.</source>
        <translation>Tidak ada lembar yang gugur, tetapi {records} rekaman tidak dihitung lagi. Lembar yang tetap dihitung: {kept}.</translation>
    </message>
    <message>
        <source>A difference falls away, so that these count: {named}.</source>
        <translation>Sebuah selisih gugur, sehingga yang ini dihitung: {named}.</translation>
    </message>
    <message>
        <source>The key of {name} is revoked, and that stands in the trail. The next kit brings a new code.</source>
        <translation>Kunci {name} dicabut dan tercatat di jejak. Paket berikutnya membawa kode baru.</translation>
    </message>
</context>
<context>
    <name>ScheduleDelegate</name>
    <message>
        <source>Next</source>
        <translation>Berikutnya</translation>
    </message>
</context>
<context>
    <name>ScheduleModel</name>
    <message>
        <source>notes: {n}</source>
        <translation>catatan: {n}</translation>
    </message>
</context>
<context>
    <name>SchedulePanel</name>
    <message>
        <source>Schedule</source>
        <translation>Jadwal</translation>
    </message>
    <message>
        <source>Find an innovator</source>
        <translation>Cari peserta</translation>
    </message>
    <message>
        <source>Room shown in the schedule</source>
        <translation>Ruang yang ditampilkan dalam jadwal</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Entries shown</source>
        <translation>Peserta yang tampil</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Not done by me</source>
        <translation>Belum selesai</translation>
    </message>
    <message>
        <source>{n} min late · over at {time}</source>
        <translation>terlambat {n} menit · selesai {time}</translation>
    </message>
    <message>
        <source>{n} min ahead · over at {time}</source>
        <translation>lebih cepat {n} menit · selesai {time}</translation>
    </message>
    <message>
        <source>on time · over at {time}</source>
        <translation>tepat waktu · selesai {time}</translation>
    </message>
    <message>
        <source>{words} at this pace</source>
        <translation>{words} dengan laju ini</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n peserta</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {entries} done</source>
        <translation>{done} dari {entries} selesai</translation>
    </message>
    <message>
        <source>{n} recused</source>
        <translation>{n} berhalangan</translation>
    </message>
    <message>
        <source>{n} absent</source>
        <translation>{n} tidak hadir</translation>
    </message>
</context>
<context>
    <name>SessionStrip</name>
    <message>
        <source>nearly over</source>
        <translation>hampir habis</translation>
    </message>
    <message>
        <source>overdrawn</source>
        <translation>lewat waktu</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Tahan</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Mulai</translation>
    </message>
</context>
<context>
    <name>SheetHeader</name>
    <message>
        <source>Provisional value</source>
        <translation>Nilai sementara</translation>
    </message>
    <message>
        <source>Weighted total</source>
        <translation>Jumlah nilai berbobot</translation>
    </message>
    <message>
        <source>{group} group</source>
        <translation>Kelompok {group}</translation>
    </message>
    <message>
        <source>Scored by {name}</source>
        <translation>Dinilai oleh {name}</translation>
    </message>
    <message>
        <source>Head presents: yes</source>
        <translation>Pimpinan memaparkan: ya</translation>
    </message>
    <message>
        <source>Head presents: no</source>
        <translation>Pimpinan memaparkan: tidak</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Nilai</translation>
    </message>
    <message>
        <source>{criteria} of {criteria} criteria · complete</source>
        <translation>{criteria} dari {criteria} kriteria · lengkap</translation>
    </message>
    <message>
        <source>{scored} of {criteria} criteria · weight {weight} of 100</source>
        <translation>{scored} dari {criteria} kriteria · bobot {weight} dari 100</translation>
    </message>
</context>
<context>
    <name>SheetModel</name>
    <message>
        <source>CRITERIA</source>
        <translation>KRITERIA</translation>
    </message>
    <message>
        <source>WEIGHT</source>
        <translation>BOBOT</translation>
    </message>
    <message>
        <source>SCORE</source>
        <translation>SKOR</translation>
    </message>
    <message>
        <source>VALUE</source>
        <translation>NILAI</translation>
    </message>
    <message>
        <source>Not saved. {why}</source>
        <translation>Belum tersimpan. {why}</translation>
    </message>
    <message>
        <source>not scored</source>
        <translation>belum dinilai</translation>
    </message>
    <message>
        <source>notes: {n}</source>
        <translation>catatan: {n}</translation>
    </message>
    <message>
        <source>two records disagree</source>
        <translation>dua catatan nilai berselisih</translation>
    </message>
    <message>
        <source>explain: write a note</source>
        <translation>jelaskan: tulis catatan</translation>
    </message>
</context>
<context>
    <name>SheetPage</name>
    <message>
        <source>{n} not saved</source>
        <comment>scores</comment>
        <translation>{n} skor belum tersimpan</translation>
    </message>
    <message>
        <source>{n} left to score  ·  F8 next</source>
        <translation>{n} hal belum lengkap  ·  F8 berikutnya</translation>
    </message>
    <message>
        <source>{n} left · F8</source>
        <translation>{n} belum · F8</translation>
    </message>
    <message>
        <source>{n} things missing  ·  F8 next</source>
        <translation>{n} hal belum lengkap  ·  F8 berikutnya</translation>
    </message>
    <message>
        <source>{n} left to explain  ·  F8 next</source>
        <translation>{n} belum dijelaskan  ·  F8 berikutnya</translation>
    </message>
    <message>
        <source>✓ Complete · Ctrl+Enter makes it final</source>
        <translation>✓ Lengkap · Ctrl+Enter menjadikannya final</translation>
    </message>
    <message>
        <source>✓ Complete</source>
        <translation>✓ Lengkap</translation>
    </message>
    <message>
        <source>Read only: assessors score in their panel&apos;s own file.</source>
        <translation>Hanya baca: penilai menilai pada berkas panelnya sendiri.</translation>
    </message>
    <message>
        <source>Read only: this entry is scored by another panel.</source>
        <translation>Hanya baca: peserta ini dinilai oleh panel lain.</translation>
    </message>
    <message>
        <source>Final since {time} and signed.</source>
        <translation>Final sejak {time} dan sudah ditandatangani.</translation>
    </message>
    <message>
        <source>Final since {time}. Not signed yet.</source>
        <translation>Final sejak {time}. Belum ditandatangani.</translation>
    </message>
    <message>
        <source>Final since {time}, but no good seal vouches for it: it counts once it is opened again and made final anew.</source>
        <translation>Final sejak {time}, tetapi tidak ada segel sah yang menjaminnya: tidak dihitung sebelum dibuka lagi dan difinalkan ulang.</translation>
    </message>
    <message>
        <source>Recused: {reason}. This sheet counts for nothing.</source>
        <translation>Berhalangan: {reason}. Lembar ini tidak dihitung.</translation>
    </message>
    <message>
        <source>Absent. Nothing is scored; scores given before are kept.</source>
        <translation>Tidak hadir. Tidak dinilai; skor yang sudah diberikan tetap disimpan.</translation>
    </message>
    <message>
        <source>Records of this sheet disagree. The secretariat decides.</source>
        <translation>Data lembar ini berselisih. Sekretariat yang memutuskan.</translation>
    </message>
    <message>
        <source>Opened again: {reason}</source>
        <translation>Dibuka kembali: {reason}</translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>Panel assessment of public service innovations, without a network.</source>
        <translation>Penilaian panel inovasi pelayanan publik, tanpa jaringan.</translation>
    </message>
    <message>
        <source>&amp;Open an event file or a kit…</source>
        <translation>&amp;Buka berkas kegiatan atau paket panel…</translation>
    </message>
    <message>
        <source>&amp;Score the sample event</source>
        <translation>&amp;Menilai pada kegiatan contoh</translation>
    </message>
    <message>
        <source>Sample event as the secretariat &amp;has it</source>
        <translation>Kegiatan contoh milik &amp;sekretariat</translation>
    </message>
    <message>
        <source>&amp;Recover a damaged file…</source>
        <translation>&amp;Pulihkan berkas rusak…</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>signing {n} …</source>
        <translation>menandatangani {n} …</translation>
    </message>
    <message>
        <source>trail {fingerprint}</source>
        <translation>jejak {fingerprint}</translation>
    </message>
    <message>
        <source>Fingerprint of everything in this file: {digits}</source>
        <translation>Sidik jejak seluruh isi berkas ini: {digits}</translation>
    </message>
    <message>
        <source>Nobody scores yet</source>
        <translation>Belum ada penilai yang dipilih</translation>
    </message>
    <message>
        <source>Secretariat · looking at {name}</source>
        <translation>Sekretariat · melihat {name}</translation>
    </message>
    <message>
        <source>Secretariat</source>
        <translation>Sekretariat</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Hanya baca</translation>
    </message>
    <message>
        <source>✓ Saved {time}</source>
        <translation>✓ Tersimpan {time}</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Belum tersimpan</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>Secretariat</source>
        <translation>Sekretariat</translation>
    </message>
    <message>
        <source>Score: {criterion}</source>
        <translation>Skor: {criterion}</translation>
    </message>
    <message>
        <source>The sheet as a whole</source>
        <translation>Lembar secara keseluruhan</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Signed sheet</source>
        <translation>Lembar bertanda tangan</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Kehadiran</translation>
    </message>
    <message>
        <source>The event</source>
        <translation>Kegiatan</translation>
    </message>
    <message>
        <source>Description of the event</source>
        <translation>Keterangan kegiatan</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Kelompok</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Instansi</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Peserta</translation>
    </message>
    <message>
        <source>Assessor</source>
        <translation>Penilai</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>Panel</translation>
    </message>
    <message>
        <source>Rubric</source>
        <translation>Instrumen</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>Sesi</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Jeda</translation>
    </message>
    <message>
        <source>Begins to write on a computer</source>
        <translation>Mulai menulis di sebuah komputer</translation>
    </message>
    <message>
        <source>Activation code</source>
        <translation>Kode aktivasi</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Kunci</translation>
    </message>
    <message>
        <source>Revoked key</source>
        <translation>Kunci dicabut</translation>
    </message>
    <message>
        <source>Kit code</source>
        <translation>Kode paket</translation>
    </message>
    <message>
        <source>Copies that went apart</source>
        <translation>Salinan yang bercabang</translation>
    </message>
    <message>
        <source>Closing of the panel</source>
        <translation>Penutupan panel</translation>
    </message>
    <message>
        <source>Results declared final</source>
        <translation>Hasil dinyatakan final</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Skor</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>Lembar</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Signed sheets</source>
        <translation>PDF bertanda tangan</translation>
    </message>
    <message>
        <source>{topic}: {value}</source>
        <translation>{topic}: {value}</translation>
    </message>
    <message>
        <source>{topic}: {n}</source>
        <translation>{topic}: {n}</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>tidak hadir</translation>
    </message>
    <message>
        <source>present</source>
        <translation>hadir</translation>
    </message>
    <message>
        <source>final, revision {n}</source>
        <translation>final, revisi {n}</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>dihapus</translation>
    </message>
    <message>
        <source>opened again</source>
        <translation>dibuka kembali</translation>
    </message>
    <message>
        <source>recused</source>
        <translation>berhalangan</translation>
    </message>
    <message>
        <source>signed PDF</source>
        <translation>PDF bertanda tangan</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>diputuskan</translation>
    </message>
    <message>
        <source>made</source>
        <translation>dibuat</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>dicabut</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>ditawarkan</translation>
    </message>
    <message>
        <source>final all the same</source>
        <translation>final walaupun belum lengkap</translation>
    </message>
    <message>
        <source>decided for {value}: {reason}</source>
        <translation>diputuskan {value}: {reason}</translation>
    </message>
    <message>
        <source>{when} by the laptop&apos;s clock</source>
        <translation>{when} menurut laptop</translation>
    </message>
    <message>
        <source>copy {copy}</source>
        <translation>salinan {copy}</translation>
    </message>
    <message>
        <source>from {file}</source>
        <translation>dari {file}</translation>
    </message>
    <message>
        <source>sealed</source>
        <translation>bersegel</translation>
    </message>
    <message>
        <source>not sealed: a draft</source>
        <translation>belum bersegel: konsep</translation>
    </message>
    <message>
        <source>Copy {copy}</source>
        <translation>Salinan {copy}</translation>
    </message>
    <message>
        <source>not scored</source>
        <translation>belum dinilai</translation>
    </message>
</context>
<context>
    <name>TrailModel</name>
    <message>
        <source>When</source>
        <translation>Waktu menurut laptop</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Siapa</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Tentang</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Isi</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Sebelumnya</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>does not count: of a copy that is not followed</source>
        <translation>tidak dihitung: dari salinan yang tidak diikuti</translation>
    </message>
    <message>
        <source>does not count: not theirs to say</source>
        <translation>tidak dihitung: bukan wewenangnya</translation>
    </message>
    <message>
        <source>does not count: no good seal</source>
        <translation>tidak dihitung: tanpa segel yang berlaku</translation>
    </message>
</context>
<context>
    <name>TrailPage</name>
    <message>
        <source>Search in what was said</source>
        <translation>Cari di dalam isi</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Peserta</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Siapa</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Ekspor…</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>Jejak</translation>
    </message>
    <message>
        <source>Records: {n}</source>
        <translation>{n} rekaman</translation>
    </message>
    <message>
        <source>All entries</source>
        <translation>Semua peserta</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Semua orang</translation>
    </message>
</context>
<context>
    <name>ViewActions</name>
    <message>
        <source>&amp;Larger text</source>
        <translation>Teks lebih b&amp;esar</translation>
    </message>
    <message>
        <source>Smalle&amp;r text</source>
        <translation>Teks lebih &amp;kecil</translation>
    </message>
    <message>
        <source>&amp;Usual text size</source>
        <translation>&amp;Ukuran teks biasa</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>Layar &amp;penuh</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>Ikut &amp;sistem</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Terang</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Gelap</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
</context>
<context>
    <name>Wiring</name>
    <message>
        <source>Fingerprint {digits}. The same digits on two computers mean the same records.</source>
        <translation>Sidik jejak {digits}. Angka yang sama di dua komputer berarti isinya sama.</translation>
    </message>
    <message>
        <source>PKRI Desktop {version}. Works without a network; every change is saved at once. Licence: MIT. Fonts Inter and Noto Sans: SIL Open Font License 1.1.</source>
        <translation>PKRI Desktop {version}. Bekerja tanpa jaringan; setiap perubahan langsung tersimpan. Lisensi: MIT. Huruf Inter dan Noto Sans: SIL Open Font License 1.1.</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>{scored} of {criteria} scored</source>
        <translation>{scored} dari {criteria} sudah dinilai</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>belum mulai</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>sedang diisi</translation>
    </message>
    <message>
        <source>complete, not final yet</source>
        <translation>lengkap, belum final</translation>
    </message>
    <message>
        <source>final</source>
        <translation>final</translation>
    </message>
    <message>
        <source>final and signed</source>
        <translation>final dan ditandatangani</translation>
    </message>
    <message>
        <source>final, but without a good seal: does not count</source>
        <translation>final, tetapi tanpa segel yang berlaku: tidak dihitung</translation>
    </message>
    <message>
        <source>recused</source>
        <translation>berhalangan</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>tidak hadir</translation>
    </message>
    <message>
        <source>records disagree</source>
        <translation>data berselisih</translation>
    </message>
    <message>
        <source>evidence</source>
        <translation>bukti</translation>
    </message>
    <message>
        <source>risk</source>
        <translation>risiko</translation>
    </message>
    <message>
        <source>recommendation</source>
        <translation>rekomendasi</translation>
    </message>
    <message>
        <source>quote</source>
        <translation>kutipan</translation>
    </message>
    <message>
        <source>SINOVIK form: submitted</source>
        <translation>Form SINOVIK: terkirim</translation>
    </message>
    <message>
        <source>SINOVIK form: draft</source>
        <translation>Form SINOVIK: draf</translation>
    </message>
    <message>
        <source>SINOVIK form: not filled</source>
        <translation>Form SINOVIK: belum diisi</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Senin</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Selasa</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Rabu</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Kamis</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Jumat</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Sabtu</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Minggu</translation>
    </message>
    <message>
        <source>January</source>
        <translation>Januari</translation>
    </message>
    <message>
        <source>February</source>
        <translation>Februari</translation>
    </message>
    <message>
        <source>March</source>
        <translation>Maret</translation>
    </message>
    <message>
        <source>April</source>
        <translation>April</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Mei</translation>
    </message>
    <message>
        <source>June</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>July</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>August</source>
        <translation>Agustus</translation>
    </message>
    <message>
        <source>September</source>
        <translation>September</translation>
    </message>
    <message>
        <source>October</source>
        <translation>Oktober</translation>
    </message>
    <message>
        <source>November</source>
        <translation>November</translation>
    </message>
    <message>
        <source>December</source>
        <translation>Desember</translation>
    </message>
    <message>
        <source>{range} without {values}</source>
        <translation>{range} tanpa {values}</translation>
    </message>
    <message>
        <source>{range} with {decimals} decimal</source>
        <translation>{range} dengan {decimals} desimal</translation>
    </message>
    <message>
        <source>{range}, whole numbers</source>
        <translation>{range}, bilangan bulat</translation>
    </message>
    <message>
        <source>“{typed}” is not a score here. Possible: {range}.</source>
        <translation>“{typed}” bukan skor di sini. Yang mungkin: {range}.</translation>
    </message>
</context>
<context>
    <name>_AssessorList</name>
    <message>
        <source>Assessors</source>
        <translation>Para penilai</translation>
    </message>
</context>
<context>
    <name>_AssessorRow</name>
    <message>
        <source>{done} of {entries} done</source>
        <translation>{done} dari {entries} selesai</translation>
    </message>
    <message>
        <source>{n} begun</source>
        <translation>{n} sedang diisi</translation>
    </message>
</context>
</TS>
